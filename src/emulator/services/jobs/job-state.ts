import type { JobState } from '../../store/resources.ts';

/** What may follow each state, after the comments of `JobState`. A job without followers is over. */
const followers: Readonly<Record<JobState, readonly JobState[]>> = {
  JOB_STATE_QUEUED: ['JOB_STATE_PENDING', 'JOB_STATE_CANCELLING'],
  JOB_STATE_PENDING: ['JOB_STATE_RUNNING', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLING'],
  JOB_STATE_RUNNING: ['JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLING'],
  JOB_STATE_CANCELLING: ['JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLED'],
  JOB_STATE_SUCCEEDED: [],
  JOB_STATE_FAILED: [],
  JOB_STATE_CANCELLED: [],
};

export function mayFollow(from: JobState, to: JobState): boolean {
  return followers[from].includes(to);
}

export function isOver(state: JobState): boolean {
  return followers[state].length === 0;
}
