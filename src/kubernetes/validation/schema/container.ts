import { ENV_FROM_SOURCE, ENV_VAR } from './env';
import { LIFECYCLE, PROBE } from './probe';
import { SECURITY_CONTEXT } from './security-context';
import { BOOLEAN, Decoded, INT32, listOf, mapOf, object, QUANTITY, STRING } from './shape';

const CONTAINER_PORT = object({
  name: STRING,
  hostPort: INT32,
  containerPort: INT32,
  protocol: STRING,
  hostIP: STRING,
});

const RESOURCE_CLAIM = object({
  name: STRING,
  request: STRING,
});

export const RESOURCE_REQUIREMENTS = object({
  limits: mapOf(QUANTITY),
  requests: mapOf(QUANTITY),
  claims: listOf(RESOURCE_CLAIM),
});

const CONTAINER_RESIZE_POLICY = object({
  resourceName: STRING,
  restartPolicy: STRING,
});

const CONTAINER_RESTART_RULE_ON_EXIT_CODES = object({
  operator: STRING,
  values: listOf(INT32),
});

const CONTAINER_RESTART_RULE = object({
  action: STRING,
  exitCodes: CONTAINER_RESTART_RULE_ON_EXIT_CODES,
});

const VOLUME_MOUNT = object({
  name: STRING,
  readOnly: BOOLEAN,
  recursiveReadOnly: STRING,
  mountPath: STRING,
  subPath: STRING,
  mountPropagation: STRING,
  subPathExpr: STRING,
});

const VOLUME_DEVICE = object({
  name: STRING,
  devicePath: STRING,
});

export const CONTAINER = object({
  name: STRING,
  image: STRING,
  command: listOf(STRING),
  args: listOf(STRING),
  workingDir: STRING,
  ports: listOf(CONTAINER_PORT),
  envFrom: listOf(ENV_FROM_SOURCE),
  env: listOf(ENV_VAR),
  resources: RESOURCE_REQUIREMENTS,
  resizePolicy: listOf(CONTAINER_RESIZE_POLICY),
  restartPolicy: STRING,
  restartPolicyRules: listOf(CONTAINER_RESTART_RULE),
  volumeMounts: listOf(VOLUME_MOUNT),
  volumeDevices: listOf(VOLUME_DEVICE),
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: LIFECYCLE,
  terminationMessagePath: STRING,
  terminationMessagePolicy: STRING,
  imagePullPolicy: STRING,
  securityContext: SECURITY_CONTEXT,
  stdin: BOOLEAN,
  stdinOnce: BOOLEAN,
  tty: BOOLEAN,
});

export const EPHEMERAL_CONTAINER = object({
  ...CONTAINER.fields,
  targetContainerName: STRING,
});

export type ContainerPort = Decoded<typeof CONTAINER_PORT>;
export type ResourceRequirements = Decoded<typeof RESOURCE_REQUIREMENTS>;
export type ContainerRestartRule = Decoded<typeof CONTAINER_RESTART_RULE>;
export type VolumeMount = Decoded<typeof VOLUME_MOUNT>;
export type VolumeDevice = Decoded<typeof VOLUME_DEVICE>;
export type Container = Decoded<typeof CONTAINER>;
export type EphemeralContainer = Decoded<typeof EPHEMERAL_CONTAINER>;
