export { kubectlLine, quoteForShell, type KubectlScope } from './kubectl-line.ts';
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
  KubeNamespace,
  KubeObject,
  LabelSelector,
  ObjectMeta,
  OwnerReference,
  Pod,
  PodSecurityContext,
  PodSpec,
  PodStatus,
  ResourceAttributes,
  SecurityContext,
  Volume,
  VolumeMount,
} from './objects.ts';
