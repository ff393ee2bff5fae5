import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Text objects by URI: `gs://bucket/name` on Cloud Storage (or its emulator), anything else on disk. */
export async function readText(uri) {
  const { bucket, name } = parse(uri);
  try {
    if (bucket === undefined) return await readFile(uri, 'utf8');
    const [bytes] = await (await storage()).bucket(bucket).file(name).download();
    return bytes.toString('utf8');
  } catch (error) {
    throw new Error(`cannot read ${uri}: ${oneLine(error.message)}`, { cause: error });
  }
}

export async function writeText(uri, text, contentType) {
  const { bucket, name } = parse(uri);
  try {
    if (bucket === undefined) return await writeFileAt(uri, text);
    const file = (await storage()).bucket(bucket).file(name);
    return await file.save(text, { contentType, resumable: false });
  } catch (error) {
    throw new Error(`cannot write ${uri}: ${oneLine(error.message)}`, { cause: error });
  }
}

/** `gs://b/run/model/` and `model.json` make `gs://b/run/model/model.json`; `..` goes up. */
export function join(base, name) {
  const folder = base.replace(/\/+$/, '');
  return name.startsWith('../') ? join(parent(folder), name.slice(3)) : `${folder}/${name}`;
}

function parent(folder) {
  const cut = folder.lastIndexOf('/');
  return cut < 0 ? '.' : folder.slice(0, cut);
}

async function writeFileAt(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Cloud Storage's messages may be whole JSON documents. */
function oneLine(message) {
  return message.replaceAll(/\s+/g, ' ');
}

function parse(uri) {
  const match = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri);
  if (match) return { bucket: match[1], name: match[2] };
  if (uri.startsWith('gs://')) throw new Error(`${uri} names no object`);
  return {};
}

/**
 * Loaded only for gs:// URIs. With STORAGE_EMULATOR_HOST set the client sends no credentials and looks for
 * none, but leaves `/storage/v1` out of the paths it reads from, so that is put back.
 */
async function storage() {
  const { Storage } = await import('@google-cloud/storage');
  const emulator = process.env.STORAGE_EMULATOR_HOST;
  if (!emulator) return new Storage();
  const apiEndpoint = (emulator.includes('://') ? emulator : `http://${emulator}`).replace(
    /(\/storage\/v1)?\/*$/,
    '',
  );
  const client = new Storage({ apiEndpoint, projectId: 'emulated' });
  client.baseUrl = `${apiEndpoint}/storage/v1`;
  return client;
}
