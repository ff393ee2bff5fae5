import { scorer } from '../model/scorer.mjs';
import { serve } from './service.mjs';

await serve(scorer);
