import { ANYTHING, BOOLEAN, Decoded, INT64, listOf, mapOf, object, STRING, TIME } from './shape';

const OWNER_REFERENCE = object({
  apiVersion: STRING,
  kind: STRING,
  name: STRING,
  uid: STRING,
  controller: BOOLEAN,
  blockOwnerDeletion: BOOLEAN,
});

const MANAGED_FIELDS_ENTRY = object({
  manager: STRING,
  operation: STRING,
  apiVersion: STRING,
  time: TIME,
  fieldsType: STRING,
  fieldsV1: ANYTHING,
  subresource: STRING,
});

export const OBJECT_META = object({
  name: STRING,
  generateName: STRING,
  namespace: STRING,
  selfLink: STRING,
  uid: STRING,
  resourceVersion: STRING,
  generation: INT64,
  creationTimestamp: TIME,
  deletionTimestamp: TIME,
  deletionGracePeriodSeconds: INT64,
  labels: mapOf(STRING),
  annotations: mapOf(STRING),
  ownerReferences: listOf(OWNER_REFERENCE),
  finalizers: listOf(STRING),
  managedFields: listOf(MANAGED_FIELDS_ENTRY),
});

export type ObjectMeta = Decoded<typeof OBJECT_META>;
