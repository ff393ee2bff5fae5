import { generatedNotice } from '../../src/contract/describe-input.ts';
import { markdownTable } from '../../src/contract/markdown-table.ts';
import {
  commentTokenPermissions,
  type Permission,
  recordPermissions,
  stepTokenPermissions,
  type TokenPermission,
} from '../../src/contract/permission.ts';
import { type CustomRole, customRole, customRoleYaml } from '../../src/contract/permission-role.ts';
import { permissionTable } from '../../src/contract/permission-tables.ts';
import { type StepName, stepNames } from '../../src/release/step-name.ts';
import { stepPermissions } from './step-permissions.ts';

const vertexTable = 'https://docs.cloud.google.com/vertex-ai/docs/general/iam-permissions';
const storageTable = 'https://docs.cloud.google.com/storage/docs/access-control/iam-json';

/** `docs/permissions.md`: what to allow each step, in GitHub and in Google Cloud. */
export function permissionsPage(): string {
  return `${[
    `<!-- ${generatedNotice('src/steps/*/permissions.ts and src/contract/permission.ts')} -->`,
    '',
    '# Permissions',
    '',
    'What each step needs and nothing more, so that the account of one job cannot do the work of another.',
    'On the embedded Vertex nothing is needed in Google Cloud.',
    '',
    'Which calls a step makes is known from its code, and a test holds these tables to it. Which permission',
    `a call asks for is from Google's tables for [Vertex AI](${vertexTable}) and`,
    `[Cloud Storage](${storageTable}) and from the access pages of the other services. **Inferred** marks`,
    'those that we found in none of them for that call. The roles have not been tried on Google Cloud.',
    '',
    '## GitHub',
    '',
    'Of the job, as few as its steps need; `permissions: {}` at the top of the workflow takes all others away.',
    '',
    ...tokenTable(),
    '',
    '## The bucket',
    '',
    'Every step keeps the record of its release under `gs://BUCKET/vertex-release/`, and `canary-promote` its',
    'ledger. One role for all steps, granted on the bucket:',
    '',
    ...roleBlock(recordsRole()),
    '',
    'Where the data is in another bucket, `validate` and `train` need `roles/storage.objectViewer` or a role with',
    '`storage.objects.get` on that one; so does `register` for a holdout in another bucket, and for a model in',
    'another one `storage.objects.list` on that. To see that a serving image exists it needs',
    '`roles/artifactregistry.reader` on its repository; without it the step warns and goes on.',
    ...stepNames.flatMap(stepSection),
    '',
    '## Granting them',
    '',
    'Put the role of a step into a file and grant it to the account that the step runs as:',
    '',
    '```sh',
    ...grantLines(),
    '```',
    '',
    'An account that runs several steps is granted several roles. A role in the project reaches every endpoint',
    'in it: what `deploy-staging` may do, its account could do to the production endpoint too. Vertex AI takes',
    'policies on single endpoints as well; whether these roles are enough there has not been tried.',
    '',
    'Not in these tables is what others need: the account of the training job reads the data and writes to',
    "the bucket, and Vertex AI's own service agent pulls the images and reads the model.",
  ].join('\n')}\n`;
}

/** The role with what a step does in the project; undefined when that is nothing. */
export function projectRole(step: StepName): CustomRole | undefined {
  return customRole(
    {
      id: roleId(step),
      title: `Vertex Release ${step}`,
      description: `What ${step} of vertex-release does in the project`,
    },
    stepPermissions[step],
    'the project',
  );
}

function recordsRole(): CustomRole | undefined {
  return customRole(
    {
      id: roleId('records'),
      title: 'Vertex Release records',
      description: 'Release records and ledgers of vertex-release',
    },
    recordPermissions,
    'the bucket',
  );
}

function roleId(name: string): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `vertexRelease${words.join('')}`;
}

function tokenTable(): string[] {
  const row = (who: string, { permission, access, why, when }: TokenPermission) => [
    who,
    `\`${permission}: ${access}\``,
    why,
    when ?? 'always',
  ];
  return markdownTable(
    ['Job with', '`permissions:`', 'Why', 'Needed when'],
    [
      ...stepTokenPermissions.map((one) => row('any step', one)),
      ...commentTokenPermissions.map((one) => row('`comment`', one)),
    ],
  );
}

function stepSection(step: StepName): string[] {
  const permissions = stepPermissions[step];
  return [
    '',
    `## ${step}`,
    '',
    ...permissionTable(permissions),
    '',
    ...projectLines(step, permissions),
  ];
}

function projectLines(step: StepName, permissions: readonly Permission[]): string[] {
  const role = projectRole(step);
  if (role === undefined) return ['Nothing in the project.'];
  const others = permissions.some(({ permission }) => permission === 'iam.serviceAccounts.actAs')
    ? ' (`iam.serviceAccounts.actAs` is granted on the account alone, by `roles/iam.serviceAccountUser`)'
    : '';
  return [`In the project, as \`${role.id}\`${others}:`, '', ...roleBlock(role)];
}

function roleBlock(role: CustomRole | undefined): string[] {
  return role === undefined ? [] : ['```yaml', ...customRoleYaml(role), '```'];
}

function grantLines(): string[] {
  const account = 'train@acme-ml.iam.gserviceaccount.com';
  const train = roleId('train');
  const records = roleId('records');
  return [
    `gcloud iam roles create ${train} --project=acme-ml --file=train.yaml`,
    'gcloud projects add-iam-policy-binding acme-ml \\',
    `  --member=serviceAccount:${account} --role=projects/acme-ml/roles/${train}`,
    '',
    `gcloud iam roles create ${records} --project=acme-ml --file=records.yaml`,
    'gcloud storage buckets add-iam-policy-binding gs://acme-ml-releases \\',
    `  --member=serviceAccount:${account} --role=projects/acme-ml/roles/${records}`,
    '',
    "# train only: to run the job as the training job's account",
    'gcloud iam service-accounts add-iam-policy-binding trainer@acme-ml.iam.gserviceaccount.com \\',
    `  --project=acme-ml --member=serviceAccount:${account} --role=roles/iam.serviceAccountUser`,
  ];
}
