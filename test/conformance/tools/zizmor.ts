import { runCommand } from './command.ts';
import { pythonTool } from './python.ts';

export interface Finding {
  audit: string;
  severity: string;
  file: string;
  line: number;
  /** The text that it is about. */
  feature: string;
  about: string;
}

interface RawFinding {
  ident: string;
  desc: string;
  determinations: { severity: string };
  locations: readonly {
    symbolic: { kind: string; annotation: string; key: { Local?: { verbatim_path: string } } };
    concrete: { feature: string; location: { start_point: { row: number } } };
  }[];
}

/** What zizmor finds in workflows and actions, medium and above, without asking the network. */
export function zizmorFindings(files: readonly string[], cwd: string): readonly Finding[] {
  const limits = ['--offline', '--no-config', '--no-ignores', '--min-severity=medium'];
  const args = ['--format=json', '--no-exit-codes', '--strict-collection', ...limits, ...files];
  const { code, stdout, stderr } = runCommand(pythonTool('zizmor'), args, { cwd });
  if (code !== 0) throw new Error(`zizmor ended with ${code}:\n${stderr}`);
  return (JSON.parse(stdout) as readonly RawFinding[]).map(findingOf);
}

function findingOf({ ident, desc, determinations, locations }: RawFinding): Finding {
  const place = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? locations[0];
  return {
    audit: ident,
    severity: determinations.severity,
    file: place?.symbolic.key.Local?.verbatim_path ?? '',
    line: (place?.concrete.location.start_point.row ?? 0) + 1,
    feature: place?.concrete.feature ?? '',
    about: `${desc}: ${place?.symbolic.annotation ?? ''}`,
  };
}
