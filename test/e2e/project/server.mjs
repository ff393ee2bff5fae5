// The smallest model server: doubles `x`. The second generation fails where `x` is 13.
import { createServer } from 'node:http';

const [generation = 'first'] = process.argv.slice(2);

const server = createServer((request, response) => {
  if (request.url === process.env.AIP_HEALTH_ROUTE) return answer(response, 200, {});
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const { instances } = JSON.parse(body);
    if (generation === 'second' && instances.some(({ x }) => x === 13)) {
      return answer(response, 500, { error: 'no entry for 13' });
    }
    answer(response, 200, { predictions: instances.map(({ x }) => ({ twice: 2 * x })) });
  });
});
server.listen(Number(process.env.AIP_HTTP_PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close());

function answer(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
