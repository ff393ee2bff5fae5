import type { Host, Runner } from '../../ports/host.ts';
import { inertLine, printable } from './inert-line.ts';
import type { GithubRun } from './run.ts';
import type { AnnotationPlace, Toolkit } from './toolkit.ts';

/** GitHub shows ten annotations of a level for each step; two are left for others to use. */
const annotationLimit = 8;

/** At most one progress line in this time: a log has no line to replace. */
const heartbeatMs = 30_000;

/** The host, and what only an action's own frame may tell the runner. */
export interface GithubHost extends Host {
  /** Ends the phase that is open, so that what follows is seen without opening a group. */
  endPhase(): void;
  /** An error annotation; beyond the limit a plain line. */
  fail(message: string, place: AnnotationPlace): void;
  notice(message: string, place: AnnotationPlace): void;
}

export function githubHost(
  toolkit: Toolkit,
  run: Pick<GithubRun, 'commit' | 'url'>,
  runner: Runner,
  now: () => number,
): GithubHost {
  let isInPhase = false;
  let lastBeat = now();
  const annotated = { warning: 0, error: 0 };

  const annotate = (level: 'warning' | 'error', message: string, place: AnnotationPlace) => {
    annotated[level] += 1;
    if (annotated[level] <= annotationLimit) toolkit[level](printable(message), place);
    else toolkit.info(inertLine(`${level}: ${message}`));
  };
  const endPhase = () => {
    if (isInPhase) toolkit.endGroup();
    isInPhase = false;
  };

  return {
    name: 'github',
    commit: run.commit,
    runUrl: run.url,
    runner,
    phase(title) {
      endPhase();
      toolkit.startGroup(printable(title));
      isInPhase = true;
    },
    say: (line) => toolkit.info(inertLine(line)),
    progress(line) {
      if (now() - lastBeat < heartbeatMs) return;
      lastBeat = now();
      toolkit.info(inertLine(`... ${line}`));
    },
    warn: (line) => annotate('warning', line, {}),
    debug: (line) => toolkit.debug(printable(line)),
    endPhase,
    fail: (message, place) => annotate('error', message, shown(place)),
    notice: (message, place) => toolkit.notice(printable(message), shown(place)),
  };
}

function shown(place: AnnotationPlace): AnnotationPlace {
  return place.title === undefined ? place : { ...place, title: printable(place.title) };
}
