/** Containers of pods. The notation is `message-types.ts`'. */
export const CONTAINERS = `
Container: 1 name string!, 2 image string, 3 command string*, 4 args string*, 5 workingDir string,
  6 ports ContainerPort*, 19 envFrom EnvFromSource*, 7 env EnvVar*, 8 resources ResourceRequirements,
  23 resizePolicy ContainerResizePolicy*, 24 restartPolicy string?, 25 restartPolicyRules ContainerRestartRule*,
  9 volumeMounts VolumeMount*, 21 volumeDevices VolumeDevice*, 10 livenessProbe Probe?, 11 readinessProbe Probe?,
  22 startupProbe Probe?, 12 lifecycle Lifecycle?, 13 terminationMessagePath string,
  20 terminationMessagePolicy string, 14 imagePullPolicy string, 15 securityContext SecurityContext?, 16 stdin bool,
  17 stdinOnce bool, 18 tty bool
ContainerPort: 1 name string, 2 hostPort int, 3 containerPort int!, 4 protocol string, 5 hostIP string
EnvFromSource: 1 prefix string, 2 configMapRef ConfigMapEnvSource?, 3 secretRef SecretEnvSource?
ConfigMapEnvSource: 1 ...LocalObjectReference, 2 optional bool?
SecretEnvSource: 1 ...LocalObjectReference, 2 optional bool?
EnvVar: 1 name string!, 2 value string, 3 valueFrom EnvVarSource?
EnvVarSource: 1 fieldRef ObjectFieldSelector?, 2 resourceFieldRef ResourceFieldSelector?,
  3 configMapKeyRef ConfigMapKeySelector?, 4 secretKeyRef SecretKeySelector?, 5 fileKeyRef FileKeySelector?
ConfigMapKeySelector: 1 ...LocalObjectReference, 2 key string!, 3 optional bool?
SecretKeySelector: 1 ...LocalObjectReference, 2 key string!, 3 optional bool?
FileKeySelector: 1 volumeName string!, 2 path string!, 3 key string!, 4 optional bool?
ResourceRequirements: 1 limits {Quantity}, 2 requests {Quantity}, 3 claims ResourceClaim*
ResourceClaim: 1 name string!, 2 request string
ContainerResizePolicy: 1 resourceName string!, 2 restartPolicy string!
ContainerRestartRule: 1 action string, 2 exitCodes ContainerRestartRuleOnExitCodes?
ContainerRestartRuleOnExitCodes: 1 operator string, 2 values int*
VolumeMount: 1 name string!, 2 readOnly bool, 7 recursiveReadOnly string?, 3 mountPath string!, 4 subPath string,
  5 mountPropagation string?, 6 subPathExpr string
VolumeDevice: 1 name string!, 2 devicePath string!
Probe: 1 ...ProbeHandler, 2 initialDelaySeconds int, 3 timeoutSeconds int, 4 periodSeconds int,
  5 successThreshold int, 6 failureThreshold int, 7 terminationGracePeriodSeconds int?
ProbeHandler: 1 exec ExecAction?, 2 httpGet HTTPGetAction?, 3 tcpSocket TCPSocketAction?, 4 grpc GRPCAction?
ExecAction: 1 command string*
HTTPGetAction: 1 path string, 2 port IntOrString!, 3 host string, 4 scheme string, 5 httpHeaders HTTPHeader*
HTTPHeader: 1 name string!, 2 value string!
TCPSocketAction: 1 port IntOrString!, 2 host string
GRPCAction: 1 port int!, 2 service string?
Lifecycle: 1 postStart LifecycleHandler?, 2 preStop LifecycleHandler?, 3 stopSignal string?
LifecycleHandler: 1 exec ExecAction?, 2 httpGet HTTPGetAction?, 3 tcpSocket TCPSocketAction?, 4 sleep SleepAction?
SleepAction: 1 seconds int!
SecurityContext: 1 capabilities Capabilities?, 2 privileged bool?, 3 seLinuxOptions SELinuxOptions?,
  10 windowsOptions WindowsSecurityContextOptions?, 4 runAsUser int?, 8 runAsGroup int?, 5 runAsNonRoot bool?,
  6 readOnlyRootFilesystem bool?, 7 allowPrivilegeEscalation bool?, 9 procMount string?,
  11 seccompProfile SeccompProfile?, 12 appArmorProfile AppArmorProfile?
Capabilities: 1 add string*, 2 drop string*
SELinuxOptions: 1 user string, 2 role string, 3 type string, 4 level string
WindowsSecurityContextOptions: 1 gmsaCredentialSpecName string?, 2 gmsaCredentialSpec string?,
  3 runAsUserName string?, 4 hostProcess bool?
SeccompProfile: 1 type string!, 2 localhostProfile string?
AppArmorProfile: 1 type string!, 2 localhostProfile string?
EphemeralContainer: 1 ...Container, 2 targetContainerName string
`;
