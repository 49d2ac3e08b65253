import { Row, brief, daemonSet } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

describe('ValidatePodTemplateSpec', () => {
  test.each<Row>([
    ['labels and annotations', { labels: { tier: 'node' }, annotations: { 'checksum/config': 'a' } }, []],
    [
      'a bad label, reported without metadata in its path',
      { labels: { tier: 'a b' } },
      ['Invalid spec.template.labels'],
    ],
    ['a bad annotation, likewise', { annotations: { 'a b': 'c' } }, ['Invalid spec.template.annotations']],
  ])('%s', (_, metadata, errors) => {
    const manifest = daemonSet();
    manifest.spec.template.metadata = { ...metadata, labels: { app: 'agent', ...metadata.labels } };
    expect(brief(validateDaemonSet(manifest))).toEqual(errors);
  });
});
