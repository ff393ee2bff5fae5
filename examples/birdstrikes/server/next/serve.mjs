import { serve } from '../service.mjs';
import { compile } from './tables.mjs';

await serve(compile);
