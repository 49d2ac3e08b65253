import { Decoded, INT32, INT64, INT_OR_STRING, listOf, object, STRING } from './shape';

const EXEC_ACTION = object({
  command: listOf(STRING),
});

const HTTP_HEADER = object({
  name: STRING,
  value: STRING,
});

const HTTP_GET_ACTION = object({
  path: STRING,
  port: INT_OR_STRING,
  host: STRING,
  scheme: STRING,
  httpHeaders: listOf(HTTP_HEADER),
});

const TCP_SOCKET_ACTION = object({
  port: INT_OR_STRING,
  host: STRING,
});

const GRPC_ACTION = object({
  port: INT32,
  service: STRING,
});

export const PROBE = object({
  exec: EXEC_ACTION,
  httpGet: HTTP_GET_ACTION,
  tcpSocket: TCP_SOCKET_ACTION,
  grpc: GRPC_ACTION,
  initialDelaySeconds: INT32,
  timeoutSeconds: INT32,
  periodSeconds: INT32,
  successThreshold: INT32,
  failureThreshold: INT32,
  terminationGracePeriodSeconds: INT64,
});

const SLEEP_ACTION = object({
  seconds: INT64,
});

const LIFECYCLE_HANDLER = object({
  exec: EXEC_ACTION,
  httpGet: HTTP_GET_ACTION,
  tcpSocket: TCP_SOCKET_ACTION,
  sleep: SLEEP_ACTION,
});

export const LIFECYCLE = object({
  postStart: LIFECYCLE_HANDLER,
  preStop: LIFECYCLE_HANDLER,
  stopSignal: STRING,
});

export type HTTPGetAction = Decoded<typeof HTTP_GET_ACTION>;
export type Probe = Decoded<typeof PROBE>;
export type LifecycleHandler = Decoded<typeof LIFECYCLE_HANDLER>;
export type Lifecycle = Decoded<typeof LIFECYCLE>;
