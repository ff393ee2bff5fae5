export const project = 'clients-project';
export const parent = `projects/${project}/locations/us-central1`;
export const model = `${parent}/models/doubler`;
export const endpoint = `${parent}/endpoints/production`;
export const serverImage = 'clients.test/server';
export const trainerImage = 'clients.test/trainer';
