/** What makes pods. The notation is `message-types.ts`'. */
export const WORKLOADS = `
PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec
DeploymentSpec: 1 replicas int?, 2 selector LabelSelector?, 3 template PodTemplateSpec!,
  4 strategy DeploymentStrategy, 5 minReadySeconds int, 6 revisionHistoryLimit int?, 7 paused bool,
  9 progressDeadlineSeconds int?
DeploymentStrategy: 1 type string, 2 rollingUpdate RollingUpdateDeployment?
RollingUpdateDeployment: 1 maxUnavailable IntOrString?, 2 maxSurge IntOrString?
ReplicaSet: 1 metadata ObjectMeta, 2 spec ReplicaSetSpec
ReplicaSetSpec: 1 replicas int?, 4 minReadySeconds int, 2 selector LabelSelector?, 3 template PodTemplateSpec
StatefulSet: 1 metadata ObjectMeta, 2 spec StatefulSetSpec
StatefulSetSpec: 1 replicas int?, 2 selector LabelSelector?, 3 template PodTemplateSpec!,
  4 volumeClaimTemplates PersistentVolumeClaim*, 5 serviceName string!, 6 podManagementPolicy string,
  7 updateStrategy StatefulSetUpdateStrategy, 8 revisionHistoryLimit int?, 9 minReadySeconds int,
  10 persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy?,
  11 ordinals StatefulSetOrdinals?
StatefulSetUpdateStrategy: 1 type string, 2 rollingUpdate RollingUpdateStatefulSetStrategy?
RollingUpdateStatefulSetStrategy: 1 partition int?, 2 maxUnavailable IntOrString?
StatefulSetPersistentVolumeClaimRetentionPolicy: 1 whenDeleted string, 2 whenScaled string
StatefulSetOrdinals: 1 start int!
DaemonSet: 1 metadata ObjectMeta, 2 spec DaemonSetSpec
DaemonSetSpec: 1 selector LabelSelector?, 2 template PodTemplateSpec!, 3 updateStrategy DaemonSetUpdateStrategy,
  4 minReadySeconds int, 6 revisionHistoryLimit int?
DaemonSetUpdateStrategy: 1 type string, 2 rollingUpdate RollingUpdateDaemonSet?
RollingUpdateDaemonSet: 1 maxUnavailable IntOrString?, 2 maxSurge IntOrString?
Job: 1 metadata ObjectMeta, 2 spec JobSpec
JobSpec: 1 parallelism int?, 2 completions int?, 3 activeDeadlineSeconds int?, 11 podFailurePolicy PodFailurePolicy?,
  16 successPolicy SuccessPolicy?, 7 backoffLimit int?, 12 backoffLimitPerIndex int?, 13 maxFailedIndexes int?,
  4 selector LabelSelector?, 5 manualSelector bool?, 6 template PodTemplateSpec!, 8 ttlSecondsAfterFinished int?,
  9 completionMode string?, 10 suspend bool?, 14 podReplacementPolicy string?, 15 managedBy string?
PodFailurePolicy: 1 rules PodFailurePolicyRule*!
PodFailurePolicyRule: 1 action string!, 2 onExitCodes PodFailurePolicyOnExitCodesRequirement?,
  3 onPodConditions PodFailurePolicyOnPodConditionsPattern*
PodFailurePolicyOnExitCodesRequirement: 1 containerName string?, 2 operator string!, 3 values int*!
PodFailurePolicyOnPodConditionsPattern: 1 type string!
SuccessPolicy: 1 rules SuccessPolicyRule*!
SuccessPolicyRule: 1 succeededIndexes string?, 2 succeededCount int?
CronJob: 1 metadata ObjectMeta, 2 spec CronJobSpec
CronJobSpec: 1 schedule string!, 8 timeZone string?, 2 startingDeadlineSeconds int?, 3 concurrencyPolicy string,
  4 suspend bool?, 5 jobTemplate JobTemplateSpec!, 6 successfulJobsHistoryLimit int?, 7 failedJobsHistoryLimit int?
JobTemplateSpec: 1 metadata ObjectMeta, 2 spec JobSpec
`;
