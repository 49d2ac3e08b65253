/*
 * Programs in the Vector Remap Language. None holds text of a user: what differs is read from the record.
 *
 * https://vector.dev/docs/reference/vrl/
 */

/** Maps of the record whose keys are chosen by whoever makes pods, namespaces and nodes. */
const KEYED_BY_USERS = ['pod_labels', 'pod_annotations', 'namespace_labels', 'node_labels'];

/** A line of a file, as its runtime wrote it, in its parts: the message, and whether more of it follows. */
export function parseLine(docker: boolean, time: string): string {
  return docker
    ? program(
        'line = object(parse_json(string(.message) ?? "") ?? {}) ?? {}',
        'if is_string(line.log) {',
        '  text = string!(line.log)',
        '  .partial = !ends_with(text, "\\n")',
        '  .message = replace(text, r\'\\n$\', "")',
        '  .stream = line.stream',
        `  ${time} = parse_timestamp(string(line.time) ?? "", "%+") ?? now()`,
        '}',
      )
    : program(
        'line = parse_regex(string(.message) ?? "", r\'^(?P<time>\\S+) (?P<stream>\\w+) (?P<tag>\\S+) (?P<text>.*)$\') ?? {}',
        'if is_string(line.text) {',
        '  .partial = starts_with(string(line.tag) ?? "", "P")',
        '  .message = line.text',
        '  .stream = line.stream',
        `  ${time} = parse_timestamp(string(line.time) ?? "", "%+") ?? now()`,
        '}',
      );
}

/** What the path of a file tells of its pod, by the names that the source for Kubernetes gives it. */
export function origin(): string {
  return program(
    'del(.partial)',
    'del(.timestamp_end)',
    'del(."@timestamp_end")',
    '.kubernetes = parse_regex(string(.file) ?? "", r\'^/var/log/pods/(?P<pod_namespace>[^_/]+)_(?P<pod_name>[^_/]+)_' +
      "(?P<pod_uid>[^_/]+)/(?P<container_name>[^/]+)/') ?? {}",
    '.kubernetes.pod_node_name = get_env_var("VECTOR_SELF_NODE_NAME") ?? null',
  );
}

/** Elasticsearch refuses records of pods with labels such as app and app.kubernetes.io/name: one key is a text and a map. */
export function withoutDots(): string {
  return program(
    ...KEYED_BY_USERS.flatMap((field) => [
      `if is_object(.kubernetes.${field}) {`,
      `  .kubernetes.${field} = map_keys(object!(.kubernetes.${field})) -> |key| { replace(key, ".", "_") }`,
      '}',
    ]),
  );
}

/**
 * A record as the request of the OpenTelemetry protocol that carries it.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/resource/k8s/
 */
export function otlpRecord(): string {
  return program(
    'known = {',
    '  "k8s.namespace.name": .kubernetes.pod_namespace,',
    '  "k8s.pod.name": .kubernetes.pod_name,',
    '  "k8s.pod.uid": .kubernetes.pod_uid,',
    '  "k8s.container.name": .kubernetes.container_name,',
    '  "k8s.node.name": .kubernetes.pod_node_name,',
    '}',
    'resource = []',
    'for_each(known) -> |key, value| {',
    '  if is_string(value) { resource = push(resource, {"key": key, "value": {"stringValue": value}}) }',
    '}',
    'labels = object(.kubernetes.pod_labels) ?? {}',
    'for_each(labels) -> |key, value| {',
    '  name = "k8s.pod.label." + key',
    '  if is_string(value) { resource = push(resource, {"key": name, "value": {"stringValue": value}}) }',
    '}',
    'attributes = []',
    'if is_string(.stream) {',
    '  attributes = push(attributes, {"key": "log.iostream", "value": {"stringValue": .stream}})',
    '}',
    'time = to_unix_timestamp(timestamp(.timestamp) ?? now(), unit: "nanoseconds")',
    'message = string(.message) ?? ""',
    'records = [{"timeUnixNano": time, "body": {"stringValue": message}, "attributes": attributes}]',
    '. = {"resourceLogs": [{"resource": {"attributes": resource}, "scopeLogs": [{"logRecords": records}]}]}',
  );
}

function program(...lines: string[]): string {
  return lines.join('\n') + '\n';
}
