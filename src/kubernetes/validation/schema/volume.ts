import { PERSISTENT_VOLUME_CLAIM_TEMPLATE } from './persistent-volume-claim';
import { DOWNWARD_API_VOLUME_FILE, PROJECTED_VOLUME_SOURCE } from './projected-volume';
import { KEY_TO_PATH, LOCAL_OBJECT_REFERENCE } from './reference';
import { BOOLEAN, Decoded, INT32, listOf, mapOf, object, QUANTITY, STRING } from './shape';

const HOST_PATH_VOLUME_SOURCE = object({
  path: STRING,
  type: STRING,
});

const EMPTY_DIR_VOLUME_SOURCE = object({
  medium: STRING,
  sizeLimit: QUANTITY,
});

const GCE_PERSISTENT_DISK_VOLUME_SOURCE = object({
  pdName: STRING,
  fsType: STRING,
  partition: INT32,
  readOnly: BOOLEAN,
});

const AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE = object({
  volumeID: STRING,
  fsType: STRING,
  partition: INT32,
  readOnly: BOOLEAN,
});

const GIT_REPO_VOLUME_SOURCE = object({
  repository: STRING,
  revision: STRING,
  directory: STRING,
});

const SECRET_VOLUME_SOURCE = object({
  secretName: STRING,
  items: listOf(KEY_TO_PATH),
  defaultMode: INT32,
  optional: BOOLEAN,
});

const NFS_VOLUME_SOURCE = object({
  server: STRING,
  path: STRING,
  readOnly: BOOLEAN,
});

const ISCSI_VOLUME_SOURCE = object({
  targetPortal: STRING,
  iqn: STRING,
  lun: INT32,
  iscsiInterface: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  portals: listOf(STRING),
  chapAuthDiscovery: BOOLEAN,
  chapAuthSession: BOOLEAN,
  secretRef: LOCAL_OBJECT_REFERENCE,
  initiatorName: STRING,
});

const GLUSTERFS_VOLUME_SOURCE = object({
  endpoints: STRING,
  path: STRING,
  readOnly: BOOLEAN,
});

const PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE = object({
  claimName: STRING,
  readOnly: BOOLEAN,
});

const RBD_VOLUME_SOURCE = object({
  monitors: listOf(STRING),
  image: STRING,
  fsType: STRING,
  pool: STRING,
  user: STRING,
  keyring: STRING,
  secretRef: LOCAL_OBJECT_REFERENCE,
  readOnly: BOOLEAN,
});

const FLEX_VOLUME_SOURCE = object({
  driver: STRING,
  fsType: STRING,
  secretRef: LOCAL_OBJECT_REFERENCE,
  readOnly: BOOLEAN,
  options: mapOf(STRING),
});

const CINDER_VOLUME_SOURCE = object({
  volumeID: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: LOCAL_OBJECT_REFERENCE,
});

const CEPH_FS_VOLUME_SOURCE = object({
  monitors: listOf(STRING),
  path: STRING,
  user: STRING,
  secretFile: STRING,
  secretRef: LOCAL_OBJECT_REFERENCE,
  readOnly: BOOLEAN,
});

const FLOCKER_VOLUME_SOURCE = object({
  datasetName: STRING,
  datasetUUID: STRING,
});

const DOWNWARD_API_VOLUME_SOURCE = object({
  items: listOf(DOWNWARD_API_VOLUME_FILE),
  defaultMode: INT32,
});

const FC_VOLUME_SOURCE = object({
  targetWWNs: listOf(STRING),
  lun: INT32,
  fsType: STRING,
  readOnly: BOOLEAN,
  wwids: listOf(STRING),
});

const AZURE_FILE_VOLUME_SOURCE = object({
  secretName: STRING,
  shareName: STRING,
  readOnly: BOOLEAN,
});

const CONFIG_MAP_VOLUME_SOURCE = object({
  name: STRING,
  items: listOf(KEY_TO_PATH),
  defaultMode: INT32,
  optional: BOOLEAN,
});

const VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE = object({
  volumePath: STRING,
  fsType: STRING,
  storagePolicyName: STRING,
  storagePolicyID: STRING,
});

const QUOBYTE_VOLUME_SOURCE = object({
  registry: STRING,
  volume: STRING,
  readOnly: BOOLEAN,
  user: STRING,
  group: STRING,
  tenant: STRING,
});

const AZURE_DISK_VOLUME_SOURCE = object({
  diskName: STRING,
  diskURI: STRING,
  cachingMode: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  kind: STRING,
});

const PHOTON_PERSISTENT_DISK_VOLUME_SOURCE = object({
  pdID: STRING,
  fsType: STRING,
});

const PORTWORX_VOLUME_SOURCE = object({
  volumeID: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
});

const SCALE_IO_VOLUME_SOURCE = object({
  gateway: STRING,
  system: STRING,
  secretRef: LOCAL_OBJECT_REFERENCE,
  sslEnabled: BOOLEAN,
  protectionDomain: STRING,
  storagePool: STRING,
  storageMode: STRING,
  volumeName: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
});

const STORAGE_OS_VOLUME_SOURCE = object({
  volumeName: STRING,
  volumeNamespace: STRING,
  fsType: STRING,
  readOnly: BOOLEAN,
  secretRef: LOCAL_OBJECT_REFERENCE,
});

const CSI_VOLUME_SOURCE = object({
  driver: STRING,
  readOnly: BOOLEAN,
  fsType: STRING,
  volumeAttributes: mapOf(STRING),
  nodePublishSecretRef: LOCAL_OBJECT_REFERENCE,
});

const EPHEMERAL_VOLUME_SOURCE = object({
  volumeClaimTemplate: PERSISTENT_VOLUME_CLAIM_TEMPLATE,
});

const IMAGE_VOLUME_SOURCE = object({
  reference: STRING,
  pullPolicy: STRING,
});

export const VOLUME = object({
  name: STRING,
  hostPath: HOST_PATH_VOLUME_SOURCE,
  emptyDir: EMPTY_DIR_VOLUME_SOURCE,
  gcePersistentDisk: GCE_PERSISTENT_DISK_VOLUME_SOURCE,
  awsElasticBlockStore: AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE,
  gitRepo: GIT_REPO_VOLUME_SOURCE,
  secret: SECRET_VOLUME_SOURCE,
  nfs: NFS_VOLUME_SOURCE,
  iscsi: ISCSI_VOLUME_SOURCE,
  glusterfs: GLUSTERFS_VOLUME_SOURCE,
  persistentVolumeClaim: PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE,
  rbd: RBD_VOLUME_SOURCE,
  flexVolume: FLEX_VOLUME_SOURCE,
  cinder: CINDER_VOLUME_SOURCE,
  cephfs: CEPH_FS_VOLUME_SOURCE,
  flocker: FLOCKER_VOLUME_SOURCE,
  downwardAPI: DOWNWARD_API_VOLUME_SOURCE,
  fc: FC_VOLUME_SOURCE,
  azureFile: AZURE_FILE_VOLUME_SOURCE,
  configMap: CONFIG_MAP_VOLUME_SOURCE,
  vsphereVolume: VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE,
  quobyte: QUOBYTE_VOLUME_SOURCE,
  azureDisk: AZURE_DISK_VOLUME_SOURCE,
  photonPersistentDisk: PHOTON_PERSISTENT_DISK_VOLUME_SOURCE,
  projected: PROJECTED_VOLUME_SOURCE,
  portworxVolume: PORTWORX_VOLUME_SOURCE,
  scaleIO: SCALE_IO_VOLUME_SOURCE,
  storageos: STORAGE_OS_VOLUME_SOURCE,
  csi: CSI_VOLUME_SOURCE,
  ephemeral: EPHEMERAL_VOLUME_SOURCE,
  image: IMAGE_VOLUME_SOURCE,
});

export type Volume = Decoded<typeof VOLUME>;
