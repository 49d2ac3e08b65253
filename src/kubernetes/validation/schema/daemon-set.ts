import { LABEL_SELECTOR } from './label-selector';
import { OBJECT_META } from './object-meta';
import { POD_SPEC } from './pod-spec';
import { Decoded, INT32, INT64, INT_OR_STRING, listOf, object, STRING, TIME } from './shape';

export const POD_TEMPLATE_SPEC = object({
  metadata: OBJECT_META,
  spec: POD_SPEC,
});

const ROLLING_UPDATE_DAEMON_SET = object({
  maxUnavailable: INT_OR_STRING,
  maxSurge: INT_OR_STRING,
});

const DAEMON_SET_UPDATE_STRATEGY = object({
  type: STRING,
  rollingUpdate: ROLLING_UPDATE_DAEMON_SET,
});

export const DAEMON_SET_SPEC = object({
  selector: LABEL_SELECTOR,
  template: POD_TEMPLATE_SPEC,
  updateStrategy: DAEMON_SET_UPDATE_STRATEGY,
  minReadySeconds: INT32,
  revisionHistoryLimit: INT32,
});

const DAEMON_SET_CONDITION = object({
  type: STRING,
  status: STRING,
  lastTransitionTime: TIME,
  reason: STRING,
  message: STRING,
});

const DAEMON_SET_STATUS = object({
  currentNumberScheduled: INT32,
  numberMisscheduled: INT32,
  desiredNumberScheduled: INT32,
  numberReady: INT32,
  observedGeneration: INT64,
  updatedNumberScheduled: INT32,
  numberAvailable: INT32,
  numberUnavailable: INT32,
  collisionCount: INT32,
  conditions: listOf(DAEMON_SET_CONDITION),
});

/** A DaemonSet, with every field that k8s.io/api v0.36.2 declares. */
export const DAEMON_SET = object({
  kind: STRING,
  apiVersion: STRING,
  metadata: OBJECT_META,
  spec: DAEMON_SET_SPEC,
  status: DAEMON_SET_STATUS,
});

export type PodTemplateSpec = Decoded<typeof POD_TEMPLATE_SPEC>;
export type DaemonSetUpdateStrategy = Decoded<typeof DAEMON_SET_UPDATE_STRATEGY>;
export type DaemonSetSpec = Decoded<typeof DAEMON_SET_SPEC>;
export type DaemonSet = Decoded<typeof DAEMON_SET>;
