import { LABEL_SELECTOR } from './label-selector';
import { OBJECT_META } from './object-meta';
import { Decoded, listOf, mapOf, object, QUANTITY, STRING } from './shape';

const VOLUME_RESOURCE_REQUIREMENTS = object({
  limits: mapOf(QUANTITY),
  requests: mapOf(QUANTITY),
});

const TYPED_LOCAL_OBJECT_REFERENCE = object({
  apiGroup: STRING,
  kind: STRING,
  name: STRING,
});

const TYPED_OBJECT_REFERENCE = object({
  apiGroup: STRING,
  kind: STRING,
  name: STRING,
  namespace: STRING,
});

const PERSISTENT_VOLUME_CLAIM_SPEC = object({
  accessModes: listOf(STRING),
  selector: LABEL_SELECTOR,
  resources: VOLUME_RESOURCE_REQUIREMENTS,
  volumeName: STRING,
  storageClassName: STRING,
  volumeMode: STRING,
  dataSource: TYPED_LOCAL_OBJECT_REFERENCE,
  dataSourceRef: TYPED_OBJECT_REFERENCE,
  volumeAttributesClassName: STRING,
});

export const PERSISTENT_VOLUME_CLAIM_TEMPLATE = object({
  metadata: OBJECT_META,
  spec: PERSISTENT_VOLUME_CLAIM_SPEC,
});

export type PersistentVolumeClaimSpec = Decoded<typeof PERSISTENT_VOLUME_CLAIM_SPEC>;
export type PersistentVolumeClaimTemplate = Decoded<typeof PERSISTENT_VOLUME_CLAIM_TEMPLATE>;
