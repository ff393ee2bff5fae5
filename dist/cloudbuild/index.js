#!/usr/bin/env node
'use strict';
// The entry of the builder image. Cloud Build mounts /workspace as a folder of root's: as root this
// makes the folders that a step writes to, and only then steps down to the user that
// VERTEX_RELEASE_USER names as UID:GID. Everything else runs as that user.
var fs = require('fs');
var path = require('path');

var user = /^(\d+):(\d+)$/.exec(process.env.VERTEX_RELEASE_USER || '');
if (user !== null && process.getuid() === 0) stepDown(Number(user[1]), Number(user[2]));

var major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    'vertex-release needs Node 22 or newer; this is Node ' + process.versions.node + ' [RUNTIME_UNSUPPORTED]',
  );
  process.exitCode = 2;
} else {
  require('../index.js').cli(process);
}

function stepDown(uid, gid) {
  var own = path.join(process.env.VERTEX_RELEASE_WORKSPACE || '/workspace', '.vertex-release');
  try {
    fs.mkdirSync(own, { recursive: true });
  } catch {
    // No folder, for whatever reason: the step tells when it cannot write.
  }
  giveAway(own, uid, gid);
  if (process.env.BUILDER_OUTPUT) giveAway(process.env.BUILDER_OUTPUT, uid, gid);
  // Cloud Build's HOME is a folder of root's as well.
  process.env.HOME = '/tmp';
  process.setgroups([]);
  process.setgid(gid);
  process.setuid(uid);
}

// A folder and all below. Links are not followed: the repository may hold some.
function giveAway(file, uid, gid) {
  try {
    var isFolder = fs.lstatSync(file).isDirectory();
    fs.lchownSync(file, uid, gid);
    if (!isFolder) return;
    fs.readdirSync(file).forEach(function (name) {
      giveAway(path.join(file, name), uid, gid);
    });
  } catch {
    // A file system that knows no owners: then there is nothing to give.
  }
}
