// Plain old JavaScript: it must parse on any Node that could start it.
var major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    'vertex-release needs Node 22 or newer (24 recommended); this is Node ' +
      process.versions.node +
      '. Run it with a newer Node, or run "npm ci" with install scripts allowed: it brings Node 24 for the npm scripts.',
  );
  process.exit(2);
}
