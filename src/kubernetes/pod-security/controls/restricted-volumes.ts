import { Field } from '../../manifest/field';
import { forbidden, PodSecurityControl } from '../control';

/** Volumes that hold what the cluster gives the pod, and nothing of the node. */
const ALLOWED = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** @see https://github.com/kubernetes/pod-security-admission/blob/master/policy/check_restrictedVolumes.go */
export const restrictedVolumes: PodSecurityControl = {
  id: 'restrictedVolumes',
  level: 'restricted',
  reason: 'restricted volume types',
  overrides: 'hostPathVolumes',
  violations: ({ spec }) =>
    spec
      .get('volumes')
      .items()
      .map(sourceOf)
      .filter(({ type }) => !ALLOWED.includes(type))
      .map(({ source, type }) => (type === 'hostPath' ? forbidden(source.get('path')) : forbidden(source, type))),
};

/** A volume that says nothing of its source is an empty directory. */
function sourceOf(volume: Field): { type: string; source: Field } {
  const sources = [...volume.map((source) => source)].filter(([key, source]) => key !== 'name' && source.present);
  const [type, source] = sources.find(([key]) => ALLOWED.includes(key)) ?? sources[0] ?? ['emptyDir', volume];
  return { type, source };
}
