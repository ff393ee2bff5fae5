'use strict';
// Plain old JavaScript: it must parse on any Node that could start it.
var major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    'vertex-release needs Node 22 or newer; this is Node ' + process.versions.node + ' [RUNTIME_UNSUPPORTED]',
  );
  process.exitCode = 2;
} else {
  require('../../index.js').action(process, 'integration-test');
}
