import { LABEL_SELECTOR } from './label-selector';
import { KEY_TO_PATH, OBJECT_FIELD_SELECTOR, RESOURCE_FIELD_SELECTOR } from './reference';
import { BOOLEAN, Decoded, INT32, INT64, listOf, mapOf, object, STRING } from './shape';

export const DOWNWARD_API_VOLUME_FILE = object({
  path: STRING,
  fieldRef: OBJECT_FIELD_SELECTOR,
  resourceFieldRef: RESOURCE_FIELD_SELECTOR,
  mode: INT32,
});

const SECRET_PROJECTION = object({
  name: STRING,
  items: listOf(KEY_TO_PATH),
  optional: BOOLEAN,
});

const DOWNWARD_API_PROJECTION = object({
  items: listOf(DOWNWARD_API_VOLUME_FILE),
});

const CONFIG_MAP_PROJECTION = object({
  name: STRING,
  items: listOf(KEY_TO_PATH),
  optional: BOOLEAN,
});

const SERVICE_ACCOUNT_TOKEN_PROJECTION = object({
  audience: STRING,
  expirationSeconds: INT64,
  path: STRING,
});

const CLUSTER_TRUST_BUNDLE_PROJECTION = object({
  name: STRING,
  signerName: STRING,
  labelSelector: LABEL_SELECTOR,
  optional: BOOLEAN,
  path: STRING,
});

const POD_CERTIFICATE_PROJECTION = object({
  signerName: STRING,
  keyType: STRING,
  maxExpirationSeconds: INT32,
  credentialBundlePath: STRING,
  keyPath: STRING,
  certificateChainPath: STRING,
  userAnnotations: mapOf(STRING),
});

const VOLUME_PROJECTION = object({
  secret: SECRET_PROJECTION,
  downwardAPI: DOWNWARD_API_PROJECTION,
  configMap: CONFIG_MAP_PROJECTION,
  serviceAccountToken: SERVICE_ACCOUNT_TOKEN_PROJECTION,
  clusterTrustBundle: CLUSTER_TRUST_BUNDLE_PROJECTION,
  podCertificate: POD_CERTIFICATE_PROJECTION,
});

export const PROJECTED_VOLUME_SOURCE = object({
  sources: listOf(VOLUME_PROJECTION),
  defaultMode: INT32,
});

export type DownwardAPIVolumeFile = Decoded<typeof DOWNWARD_API_VOLUME_FILE>;
export type VolumeProjection = Decoded<typeof VOLUME_PROJECTION>;
export type ProjectedVolumeSource = Decoded<typeof PROJECTED_VOLUME_SOURCE>;
