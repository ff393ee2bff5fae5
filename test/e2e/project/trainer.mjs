// The smallest training program: a "model" that says how good it pretends to be, and predictions.
const [quality = 'good'] = process.argv.slice(2);
const modelDir = process.env.AIP_MODEL_DIR;
const outputDir = new URL('..', `${modelDir.replace(/\/?$/, '/')}`).href;

console.log(`training a ${quality} model`);
// An open timer keeps the process alive until it is killed.
if (quality === 'endless') setInterval(() => {}, 1_000_000);
else await train();

async function train() {
  await put(`${modelDir.replace(/\/?$/, '/')}model.json`, JSON.stringify({ quality }));
  const noise = quality === 'poor' ? 0.9 : 0.3;
  const lines = Array.from({ length: 400 }, (_, index) => {
    const label = index % 4 === 0 ? 1 : 0;
    // A fixed sequence that looks random enough: the fractional parts of multiples of the golden ratio.
    const wobble = (index * 0.6180339887498949) % 1;
    const score = Math.min(1, Math.max(0, label * (1 - noise) + wobble * noise));
    return JSON.stringify({ id: `row-${index}`, label, score, slices: { half: index % 2 } });
  });
  await put(`${outputDir}predictions.jsonl`, `${lines.join('\n')}\n`);
  console.log('trained');
}

async function put(uri, text) {
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri);
  const query = new URLSearchParams({ uploadType: 'media', name });
  const url = `${process.env.STORAGE_EMULATOR_HOST}/upload/storage/v1/b/${bucket}/o?${query}`;
  const response = await fetch(url, { method: 'POST', body: text });
  if (!response.ok) throw new Error(`${uri}: ${response.status} ${await response.text()}`);
}
