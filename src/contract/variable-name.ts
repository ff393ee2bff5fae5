/**
 * Names of the variables that a program in a container is given. Those that decide which code a
 * process loads, and those by which a runner speaks to its steps, are not for a release to set.
 */
export const variableName = {
  pattern:
    /^(?!(PATH|NODE_OPTIONS|PYTHONPATH|PYTHONSTARTUP|BASH_ENV|LD_[A-Za-z0-9_]*|GITHUB_[A-Za-z0-9_]*|ACTIONS_[A-Za-z0-9_]*)$)[A-Za-z_][A-Za-z0-9_]*$/,
  expected:
    'a variable name other than PATH, NODE_OPTIONS, PYTHONPATH, PYTHONSTARTUP, BASH_ENV, LD_*, GITHUB_* and ACTIONS_*, which the image sets when it needs them',
};
