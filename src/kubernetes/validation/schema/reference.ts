import { Decoded, INT32, object, QUANTITY, STRING } from './shape';

export const KEY_TO_PATH = object({
  key: STRING,
  path: STRING,
  mode: INT32,
});

export const LOCAL_OBJECT_REFERENCE = object({
  name: STRING,
});

export const OBJECT_FIELD_SELECTOR = object({
  apiVersion: STRING,
  fieldPath: STRING,
});

export const RESOURCE_FIELD_SELECTOR = object({
  containerName: STRING,
  resource: STRING,
  divisor: QUANTITY,
});

export type KeyToPath = Decoded<typeof KEY_TO_PATH>;
export type ObjectFieldSelector = Decoded<typeof OBJECT_FIELD_SELECTOR>;
export type ResourceFieldSelector = Decoded<typeof RESOURCE_FIELD_SELECTOR>;
