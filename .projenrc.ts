import { cdk8s, javascript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-node-agents',
  description: 'cdk8s constructs for Kubernetes node agents, with a planner that places them before you deploy',
  author: 'cdk8s-node-agents maintainers',
  authorAddress: 'maintainers@example.com',
  repositoryUrl: 'https://github.com/example/cdk8s-node-agents.git',
  keywords: ['cdk8s', 'kubernetes', 'daemonset', 'node-agent', 'scheduling'],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  minNodeVersion: '20.0.0',

  // jsii 6 carries TypeScript 6. TypeScript 7 has no JavaScript compiler API, so ts-jest and ts-node refuse it.
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',

  // Peers. projen installs the lowest version of each range as a dev dependency, so tests run against the floor.
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.4.2',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  // jsii wants every dependency that is not a jsii module itself to travel inside the package.
  bundledDeps: [
    'cli-table3@^0.6.5',
    'commander@^14.0.0',
    'minizlib@^3.1.0',
    'tinyglobby@^0.2.15',
    'tinypool@^2.2.0',
    'yaml@^2.8.0',
  ],
  devDeps: [
    '@kubernetes/client-node@^2.0.1',
    '@microsoft/jest-sarif@^1.0.0-beta.0',
    '@types/sarif@^2.1.7',
    'ajv@^8.17.0',
    'axe-core@^4.11.0',
    'cdk8s-cli@^2.207.0',
    'esbuild@^0.28.0',
    'fast-check@^4.0.0',
    'playwright-core@^1.57.0',
    'tinybench@^6.0.0',
    'tsx@^4.20.0',
  ],
  // npx runs the first by the name of the package, kubectl the last as `kubectl node-agents`.
  bin: {
    'cdk8s-node-agents': 'lib/cli/node-agents.js',
    'node-agents': 'lib/cli/node-agents.js',
    'kubectl-node_agents': 'lib/cli/node-agents.js',
  },

  // dist/ belongs to `cdk8s synth`, as everywhere.
  artifactsDirectory: 'artifacts',
  gitignore: ['/dist/', '/examples/*/dist/'],

  prettier: true,
  prettierOptions: { settings: { singleQuote: true, printWidth: 120 } },
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'bench'], prettier: true },

  jestOptions: {
    // Projen's default rewrites snapshots on every run, so a snapshot test can never fail.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    // Every core: jest leaves one idle by itself, which on two cores is half of them.
    extraCliOptions: ['--maxWorkers=100%'],
    jestConfig: {
      collectCoverage: false,
      // The examples import the library by the name their readers will use.
      moduleNameMapper: {
        '^cdk8s-node-agents$': '<rootDir>/src',
        '^cdk8s-node-agents/lib/(.*)$': '<rootDir>/src/$1',
      },
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
    },
  },

  // No workflow of a hosting service is part of this project: `.ci/run` is the whole of its CI.
  github: false,
  release: false,
  depsUpgrade: false,
});

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// unrs-resolver 1.13.0 (through jest and eslint) names platform packages the registry does not have, and `npm ci` then
// refuses the lock file it wrote itself.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// ts-jest strips types from tests (isolatedModules); check them, and the examples, with tsc.
new javascript.TypescriptConfig(project, {
  fileName: 'examples/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  compilerOptions: {
    noEmit: true,
    rootDir: '..',
    paths: { 'cdk8s-node-agents': ['../src/index.ts'], 'cdk8s-node-agents/lib/*': ['../src/*'] },
  },
  include: ['**/*.ts'],
});
new javascript.TypescriptConfig(project, {
  fileName: 'bench/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  compilerOptions: { noEmit: true, rootDir: '..' },
  // tsc does not see what the command line requires.
  include: ['**/*.ts', '../src/cli/**/*.ts'],
});

// What runs in the reader's browser knows a DOM and no Node.js: jsii leaves it alone, esbuild bundles it into the package.
const BROWSER = 'src/report/html/browser';
project.tsconfig!.addExclude(BROWSER);
new javascript.TypescriptConfig(project, {
  fileName: `${BROWSER}/tsconfig.json`,
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  compilerOptions: {
    noEmit: true,
    rootDir: '..',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'es2022',
    moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
    types: [],
  },
  include: ['**/*.ts'],
});
project.gitattributes.addAttributes('/src/report/html/browser-assets.generated.ts', 'linguist-generated');
project.addTask('browser', {
  description: 'Bundle the browser code and style of the HTML report, after a change of them',
  exec: 'tsx projenrc/browser-assets.ts',
});
project.addTask('pictures', {
  description: 'Take the pictures of the HTML report in docs/images, from the demo',
  exec: 'tsx --tsconfig examples/tsconfig.json projenrc/pictures.ts',
});

project.eslint!.config.settings['import/resolver'].typescript.project = [
  'test/tsconfig.json',
  'examples/tsconfig.json',
  'bench/tsconfig.json',
];
project.testTask.prependExec(
  ['test', 'examples', 'bench', BROWSER].map((folder) => `tsc -p ${folder}/tsconfig.json`).join(' && '),
);

// `npm test` is the whole proof on a fresh clone: compile, docs, types, tests, lint.
const verify = project.addTask('verify', { description: 'Compile, generate the docs, and run every check and test' });
verify.spawn(project.compileTask);
verify.spawn(project.postCompileTask);
verify.spawn(project.testTask);
project.package.setScript('test', 'npx projen verify');

// The command line in one file, and one for its threads: a few hundred modules take longer to find than to run. Tinypool
// finds its own files by where it is.
project.postCompileTask.prependExec(
  'esbuild node-agents=lib/cli/main.js cluster-worker=lib/cli/fleet/cluster-worker.js --outdir=lib/cli ' +
    '--bundle --external:tinypool --platform=node --target=node20 --log-level=warning',
);

// The bench is checked as the tests are, and run on demand: its figures depend on the machine. It runs what tsc makes of the
// library, as it is published: to run the sources, tsx wraps every function that has a name.
const BENCH = 'node_modules/.cache/bench';
project.addTask('bench', {
  description: 'Measure planning and reading of large fleets against their targets',
  steps: [
    { exec: `tsc -p bench/tsconfig.json --noEmit false --outDir ${BENCH} --incremental` },
    { exec: `cp package.json ${BENCH}` },
    { execArgs: ['node', `${BENCH}/bench/main.js`], receiveArgs: true },
  ],
});

const demo = project.addTask('demo', {
  description: 'Synthesize the example platform to dist/ and plan it on its fleet',
});
demo.exec('tsx --tsconfig examples/tsconfig.json examples/platform/main.ts');
demo.exec('tsx src/cli/main.ts plan dist --nodes examples/platform/fleet.yaml --fail-on never');

project.npmignore?.exclude(
  '/examples/',
  '/bench/',
  '/projenrc/',
  '/coverage/',
  '/test-reports/',
  '/docs/',
  '/dist/',
  '/.ci/',
);

project.synth();
