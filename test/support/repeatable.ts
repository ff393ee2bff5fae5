import { configureGlobal } from 'fast-check';

/**
 * Properties are tried on the same values in every run, so that a red run says something about the
 * change and not about chance. `npm run soak` gives other seeds.
 */
configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });
