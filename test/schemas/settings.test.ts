import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { readSettings } from '../../src/cli/settings';
import { PLATFORM_NAMES } from '../../src/privileges/platforms/platforms';
import { FAIL_ON } from '../../src/review/fail-on';
import { SETTINGS } from '../../src/review/settings';
import { temporaryFolder } from '../cli/command-line';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '../../schemas/settings.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(SCHEMA);
const folder = temporaryFolder();

/** Whether the command line reads the file without a fault. */
function reads(text: string): boolean {
  try {
    readSettings(join(folder({ 'node-agents.yaml': text }), 'node-agents.yaml'));
    return true;
  } catch {
    return false;
  }
}

test('it knows the settings, and the words that the command line knows', () => {
  const { properties } = SCHEMA;
  expect(Object.keys(properties)).toEqual(SETTINGS);
  expect(properties.failOn.enum).toEqual(FAIL_ON);
  expect(properties.platforms.oneOf[0].enum).toEqual(PLATFORM_NAMES);
});

test.each([
  ['# nothing yet', true],
  ['manifests: [dist, "charts/*.yaml"]\nnodes: nodes.json', true],
  ['kubernetesVersion: 1.36', true],
  ['kubernetesVersion: "1.30"', true],
  ['require: logs on every node', true],
  ['require:\n- logs on kubernetes.io/os=linux\n- { agent: metrics, nodes: "pool in (a, b)" }', true],
  ['failOn: pending\nplatformPorts: 9100/TCP=openshift\nplatforms: [openshift, talos]', true],
  ['node: nodes.json', false],
  ['nodes: 3', false],
  ['kubernetesVersion: latest', false],
  ['require:\n- { nodes: pool=a }', false],
  ['failOn: errors', false],
  ['platformPorts: [9100]', false],
  ['platforms: gke', false],
  ['- nodes.json', false],
])('an editor and the command line agree about %j', (text, good) => {
  expect({ editor: validate(parse(text)), commandLine: reads(text) }).toEqual({ editor: good, commandLine: good });
});
