export default {
  testEnvironment: 'node',
  testTimeout: 60_000,
  // Many tests wait for processes of their own; by default two cores would get one worker.
  maxWorkers: '100%',
  setupFiles: ['<rootDir>/test/support/repeatable.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/.vertex-release/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/conformance/'],
};
