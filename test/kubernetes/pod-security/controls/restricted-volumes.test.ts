import { restrictedVolumes } from '../../../../src/kubernetes/pod-security/controls/restricted-volumes';
import { describeControl } from '../control-fixture';

const volumes = (...sources: object[]) => ({ volumes: sources.map((source, i) => ({ name: `v${i}`, ...source })) });

describeControl(restrictedVolumes, [
  [
    'volumes of the node and of the network',
    {
      spec: volumes(
        { emptyDir: {} },
        { hostPath: { path: '/dev' } },
        { nfs: { server: 'nfs.example', path: '/' } },
        { someday: {} },
      ),
    },
    'spec.volumes[1].hostPath.path=/dev',
    'spec.volumes[2].nfs=nfs',
    'spec.volumes[3].someday=someday',
  ],
  [
    'volumes of the cluster',
    {
      spec: volumes(
        { secret: {} },
        { configMap: {} },
        { projected: {} },
        { csi: {} },
        { image: {} },
        { ephemeral: {} },
        { downwardAPI: {} },
        { persistentVolumeClaim: {} },
      ),
    },
  ],
  ['a volume without a source, which the API server makes an empty directory', { spec: volumes({}) }],
]);
