/**
 * The words of a strike report. Closed fields take one of a few values, or null when the reporter left
 * them out; open fields take any text.
 */
export const CLOSED = {
  wildlife_size: ['Small', 'Medium', 'Large'],
  phase_of_flight: [
    'Parked',
    'Taxi',
    'Take-off run',
    'Climb',
    'Descent',
    'Approach',
    'Landing Roll',
  ],
  time_of_day: ['Dawn', 'Day', 'Dusk', 'Night'],
  month: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

export const OPEN = ['operator', 'wildlife_species', 'aircraft', 'state'];

export const NUMBERS = ['speed_knots'];

/** The level of a value that training saw rarely or never, and that of a value that is not there. */
export const OTHER = '(other)';
export const MISSING = '(missing)';

/** What a model may be trained on, by the name that `--features` takes. */
export const FEATURE_SETS = {
  basic: { categories: ['phase_of_flight'], numbers: NUMBERS },
  full: {
    categories: ['wildlife_size', 'phase_of_flight', 'time_of_day', ...OPEN],
    numbers: NUMBERS,
  },
  seasonal: {
    categories: ['wildlife_size', 'phase_of_flight', 'time_of_day', ...OPEN, 'month'],
    numbers: NUMBERS,
  },
};
