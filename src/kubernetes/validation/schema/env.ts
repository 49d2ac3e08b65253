import { OBJECT_FIELD_SELECTOR, RESOURCE_FIELD_SELECTOR } from './reference';
import { BOOLEAN, Decoded, object, STRING } from './shape';

const CONFIG_MAP_ENV_SOURCE = object({
  name: STRING,
  optional: BOOLEAN,
});

const SECRET_ENV_SOURCE = object({
  name: STRING,
  optional: BOOLEAN,
});

export const ENV_FROM_SOURCE = object({
  prefix: STRING,
  configMapRef: CONFIG_MAP_ENV_SOURCE,
  secretRef: SECRET_ENV_SOURCE,
});

const CONFIG_MAP_KEY_SELECTOR = object({
  name: STRING,
  key: STRING,
  optional: BOOLEAN,
});

const SECRET_KEY_SELECTOR = object({
  name: STRING,
  key: STRING,
  optional: BOOLEAN,
});

const FILE_KEY_SELECTOR = object({
  volumeName: STRING,
  path: STRING,
  key: STRING,
  optional: BOOLEAN,
});

const ENV_VAR_SOURCE = object({
  fieldRef: OBJECT_FIELD_SELECTOR,
  resourceFieldRef: RESOURCE_FIELD_SELECTOR,
  configMapKeyRef: CONFIG_MAP_KEY_SELECTOR,
  secretKeyRef: SECRET_KEY_SELECTOR,
  fileKeyRef: FILE_KEY_SELECTOR,
});

export const ENV_VAR = object({
  name: STRING,
  value: STRING,
  valueFrom: ENV_VAR_SOURCE,
});

export type EnvFromSource = Decoded<typeof ENV_FROM_SOURCE>;
export type EnvVarSource = Decoded<typeof ENV_VAR_SOURCE>;
export type EnvVar = Decoded<typeof ENV_VAR>;
export type FileKeySelector = Decoded<typeof FILE_KEY_SELECTOR>;
