import { selectorChanged } from '../../../src/lint/rules/selector-changed';
import { agent, describeRule, selectedBy } from '../lint-fixture';

describeRule(selectorChanged, [
  [
    'a release adds a label: k8s-device-plugin#701',
    {
      agents: [selectedBy('plugin', { app: 'plugin', release: 'b' })],
      previous: [selectedBy('plugin', { app: 'plugin' })],
    },
    'plugin: the selector was app=plugin and is app=plugin,release=b: the update is refused',
  ],
  [
    'it stays',
    { agents: [selectedBy('plugin', { a: '1', b: '2' })], previous: [selectedBy('plugin', { b: '2', a: '1' })] },
  ],
  ['it is new', { agents: [agent('plugin')], previous: [agent('other')] }],
  ['nothing is known of the last release', { agents: [agent('plugin')] }],
]);
