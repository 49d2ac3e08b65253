import { Secret } from 'cdk8s-plus-28';
import type { CatalogueGroup } from '../catalogue-agent';
import { CsiDriver, CsiNodeDriver, NodeBackup, NodeSet } from 'cdk8s-node-agents';

export const STORAGE: CatalogueGroup = {
  namespace: 'storage',
  title: 'Storage',
  agents: [
    {
      name: 'EBS',
      product: 'CsiDriver.ebs',
      upstream: 'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/deploy/kubernetes/base/node.yaml',
      compose: (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.ebs() }),
    },
    {
      name: 'EBS on Windows',
      product: 'CsiDriver.ebs',
      upstream:
        'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/deploy/kubernetes/base/node-windows.yaml',
      compose: (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.ebs(), nodes: NodeSet.windows() }),
    },
    {
      name: 'NFS',
      product: 'CsiDriver.nfs',
      upstream: 'https://github.com/kubernetes-csi/csi-driver-nfs/blob/master/deploy/csi-nfs-node.yaml',
      compose: (chart, id) => new CsiNodeDriver(chart, id, { driver: CsiDriver.nfs() }),
    },
    {
      name: 'Any CSI driver',
      product: 'CsiDriver.of',
      upstream: 'https://kubernetes-csi.github.io/docs/deploying.html',
      compose: (chart, id) =>
        new CsiNodeDriver(chart, id, {
          driver: CsiDriver.of('disk.example.com', { image: 'registry.example.com/disk-driver:1.4.0' }),
        }),
    },
    {
      name: 'Backup of local disks',
      upstream: 'https://github.com/restic/restic',
      compose: (chart, id) =>
        new NodeBackup(chart, id, {
          toolImage: 'docker.io/restic/restic:0.18.1',
          command: ['restic', 'backup', '--host', '$(NODE_NAME)', '--cache-dir', '/cache', '/host/var/lib/etcd'],
          directories: ['/var/lib/etcd'],
          credentials: Secret.fromSecretName(chart, `${id}-secret`, 'restic'),
        }),
    },
  ],
};
