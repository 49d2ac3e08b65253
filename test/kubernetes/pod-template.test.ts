import { manifestOf } from './fixture';
import { Field } from '../../src/kubernetes/manifest/field';
import { podTemplateOf } from '../../src/kubernetes/pod-template';

test.each([
  ['apps/v1', 'DaemonSet', 'spec.template'],
  ['apps/v1', 'StatefulSet', 'spec.template'],
  ['batch/v1', 'Job', 'spec.template'],
  ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['v1', 'Pod', ''],
  ['v1', 'Service', undefined],
  ['kruise.io/v1', 'DaemonSet', undefined],
])('the pod of a %s %s stands at %j', (apiVersion, kind, path) => {
  const manifest = manifestOf({ apiVersion, kind, metadata: { name: 'x' } });
  expect(podTemplateOf(manifest, Field.of(manifest, []))?.path).toBe(path);
});
