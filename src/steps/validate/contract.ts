import { z } from 'zod';
import { duration } from '../../contract/kinds/duration.ts';
import {
  locationSchema,
  pathSchema,
  resolveLocation,
  resolvePath,
} from '../../contract/kinds/path.ts';
import { structured } from '../../contract/kinds/structured.ts';
import { text } from '../../contract/kinds/text.ts';
import { numberOutput } from '../../contract/output.ts';
import { opening, shared, sharedOutputs } from '../../contract/shared.ts';
import { step } from '../../contract/step.ts';

const namePhrase = 'a name of letters, digits, _ and -';

const dataSource = z.strictObject({
  name: z
    .string({ error: namePhrase })
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, { error: namePhrase })
    .describe('What reports call this data.'),
  source: locationSchema.describe('Where the rows are: a path or gs://BUCKET/OBJECT.'),
  schema: pathSchema.describe('File that says what the columns must be.'),
  format: z
    .enum(['csv', 'jsonl'])
    .optional()
    .describe('Form of the rows; told by the ending of the source when absent.'),
});

/** One set of rows to check, with its paths placed. */
export type DataSource = z.infer<typeof dataSource>;

export const validate = step({
  name: 'validate',
  summary: 'Check the training data against its schema and run the tests of the training program.',
  inputs: {
    ...shared,
    ...opening,
    data: structured(z.array(dataSource), {
      about:
        'Data to check, each with the schema that it must keep. Without any, no data is checked.',
      expected: 'a list of data, each with name, source and schema',
      default: [],
      example: [{ name: 'train', source: 'data/train.csv', schema: 'data/schema.yaml' }],
      resolve: (data, folder) =>
        data.map((one) => ({
          ...one,
          source: resolveLocation(one.source, folder),
          schema: resolvePath(one.schema, folder),
        })),
    }),
    test_command: text({
      about:
        'Command that tests the training program. It passes when it exits with 0. Without it, no tests are run.',
      example: 'npm test --prefix trainer',
    }),
    test_timeout: duration({
      about: 'How long the test command may take before it is ended and has failed.',
      default: '30m',
      example: '10m',
    }),
  },
  outputs: {
    ...sharedOutputs,
    rows: numberOutput('Rows that were checked, in all data together.'),
  },
  rules: [
    {
      says: 'Each entry of data has a name of its own.',
      reads: ['data'],
      breach: ({ data }) => {
        const names = data.map(({ name }) => name);
        const repeated = names.find((name, index) => names.indexOf(name) !== index);
        return repeated === undefined
          ? undefined
          : { field: 'data', expected: 'a name of its own for each entry', found: repeated };
      },
    },
  ],
});
