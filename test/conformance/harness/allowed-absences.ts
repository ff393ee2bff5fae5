/** Tools that CI may do without, and why. The absence of any other fails the run there. */
export const allowedAbsences: Readonly<Record<string, string>> = {
  zizmor: 'is for Python; a machine without Python or without a package index still runs the rest',
  shellcheck: 'as zizmor',
  'check-jsonschema': 'as zizmor',
};
