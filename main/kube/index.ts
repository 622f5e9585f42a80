export { kubectlLine, quoteForShell, type KubectlScope } from './kubectl-line.ts';
export { parseYaml, YAML_ALIAS_LIMIT, type YamlStream } from './parse-yaml.ts';
export type {
  ClusterAccess,
  CredentialDescription,
  ExecPluginCredential,
  Impersonation,
  TlsSettings,
} from './cluster-access.ts';
export type { Cluster, QueryValue, Reply, RequestOptions, StreamOptions } from './cluster.ts';
export type {
  AttachRequest,
  Channel,
  ChannelEnd,
  ContainerTarget,
  ExecRequest,
  PortForwardRequest,
  StreamSelection,
  TerminalSize,
} from './channels/channel.ts';
export type { ReflectorEvent, WatchListOptions } from './watch/reflector-event.ts';
export type {
  Container,
  ContainerState,
  ContainerStatus,
  EphemeralContainer,
  Json,
  KubeEvent,
  KubeList,
  KubeObject,
  ObjectMeta,
  OwnerReference,
  Pod,
  PodSpec,
  ResourceAttributes,
  Volume,
} from './objects.ts';
export { connectCluster, type ConnectOptions } from './connect-cluster.ts';
export { type CommandResult, runCommand, type RunOptions } from './channels/run-command.ts';
export { type ResourceAddress, resourcePath } from './resources/resource-path.ts';
export {
  createPod,
  deletePod,
  getPod,
  listPods,
  type ListSelection,
  type LogOptions,
  patchEphemeralContainers,
  type PatchOptions,
  podLog,
  type PodName,
  podsPath,
} from './resources/pods.ts';
export { kubeNamespacesPath } from './resources/kube-namespaces.ts';
export { FIELD_MANAGER } from './resources/field-manager.ts';
export { eventsPath } from './resources/events.ts';
export { type AccessAnswer, reviewAccess } from './resources/access-review.ts';
export { findResourceKind, type ResourceKind } from './resources/discovery.ts';
export {
  applyObject,
  type ApplyOptions,
  deleteObject,
  type DeleteOptions,
  getObject,
  type ObjectReference,
} from './resources/manifests.ts';
export { loginShellPath } from './credentials/login-shell-path.ts';
export type { Environment } from './http/proxy.ts';
export { visibleText } from './visible-text.ts';
