/** When a process starts to bet: it is fixed before the first window is seen. */
export interface Calendar {
  /** Steps that are judged; at least 1. */
  steps: number;
  /** Windows that each of them is planned to have; at least 1. */
  windowsPerStep: number;
  /** Part of the mass that starts in the first of several steps, in [0, 1]. */
  firstStep: number;
}

/** Everything starts in the first window. */
export const atOnce: Calendar = { steps: 1, windowsPerStep: 1, firstStep: 1 };

/** Part of a step's mass that starts in its first window: a fault shows when the share grows. */
const atFirstWindow = 0.8;

/**
 * Mass in [0, 1] that starts to bet in a window, both counted from 0. A part of it starts in the
 * first step, the rest evenly in the later ones; a fault that begins late then meets a bet of its own
 * instead of one worn down by healthy windows. All planned windows together have mass 1; windows
 * beyond the plan have none.
 * Source: mixture of restarted e-processes, J. Shin, A. Ramdas and A. Rinaldo, arXiv:2203.03532.
 */
export function startMass(
  { steps, windowsPerStep, firstStep }: Calendar,
  step: number,
  window: number,
): number {
  if (step >= steps || window >= windowsPerStep) return 0;
  const ofStep = steps === 1 ? 1 : step === 0 ? firstStep : (1 - firstStep) / (steps - 1);
  if (windowsPerStep === 1) return ofStep;
  return window === 0
    ? ofStep * atFirstWindow
    : (ofStep * (1 - atFirstWindow)) / (windowsPerStep - 1);
}
