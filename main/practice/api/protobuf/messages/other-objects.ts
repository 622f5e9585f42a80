/** The other objects that are kept here, and the reviews. The notation is `message-types.ts`'. */
export const OTHER_OBJECTS = `
Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec
NamespaceSpec: 1 finalizers string*
Node: 1 metadata ObjectMeta, 2 spec NodeSpec
NodeSpec: 1 podCIDR string, 7 podCIDRs string*, 3 providerID string, 4 unschedulable bool, 5 taints Taint*,
  6 configSource NodeConfigSource?, 2 externalID string
Taint: 1 key string!, 2 value string, 3 effect string!, 4 timeAdded Time?
NodeConfigSource: 2 configMap ConfigMapNodeConfigSource?
ConfigMapNodeConfigSource: 1 namespace string!, 2 name string!, 3 uid string, 4 resourceVersion string,
  5 kubeletConfigKey string!
Event: 1 metadata ObjectMeta!, 2 involvedObject ObjectReference!, 3 reason string, 4 message string,
  5 source EventSource, 6 firstTimestamp Time, 7 lastTimestamp Time, 8 count int, 9 type string,
  10 eventTime MicroTime, 11 series EventSeries?, 12 action string, 13 related ObjectReference?,
  14 reportingComponent string!, 15 reportingInstance string!
ObjectReference: 1 kind string, 2 namespace string, 3 name string, 4 uid string, 5 apiVersion string,
  6 resourceVersion string, 7 fieldPath string
EventSource: 1 component string, 2 host string
EventSeries: 1 count int, 2 lastObservedTime MicroTime
Service: 1 metadata ObjectMeta, 2 spec ServiceSpec
ServiceSpec: 1 ports ServicePort*, 2 selector {string}, 3 clusterIP string, 18 clusterIPs string*, 4 type string,
  5 externalIPs string*, 7 sessionAffinity string, 8 loadBalancerIP string, 9 loadBalancerSourceRanges string*,
  10 externalName string, 11 externalTrafficPolicy string, 12 healthCheckNodePort int,
  13 publishNotReadyAddresses bool, 14 sessionAffinityConfig SessionAffinityConfig?, 19 ipFamilies string*,
  17 ipFamilyPolicy string?, 20 allocateLoadBalancerNodePorts bool?, 21 loadBalancerClass string?,
  22 internalTrafficPolicy string?, 23 trafficDistribution string?
ServicePort: 1 name string, 2 protocol string, 6 appProtocol string?, 3 port int!, 4 targetPort IntOrString,
  5 nodePort int
SessionAffinityConfig: 1 clientIP ClientIPConfig?
ClientIPConfig: 1 timeoutSeconds int?
ConfigMap: 1 metadata ObjectMeta, 4 immutable bool?, 2 data {string}, 3 binaryData {bytes}
Secret: 1 metadata ObjectMeta, 5 immutable bool?, 2 data {bytes}, 4 stringData {string}, 3 type string
ServiceAccount: 1 metadata ObjectMeta, 2 secrets ObjectReference*, 3 imagePullSecrets LocalObjectReference*,
  4 automountServiceAccountToken bool?
ResourceQuota: 1 metadata ObjectMeta, 2 spec ResourceQuotaSpec
ResourceQuotaSpec: 1 hard {Quantity}, 2 scopes string*, 3 scopeSelector ScopeSelector?
ScopeSelector: 1 matchExpressions ScopedResourceSelectorRequirement*
ScopedResourceSelectorRequirement: 1 scopeName string!, 2 operator string!, 3 values string*
LimitRange: 1 metadata ObjectMeta, 2 spec LimitRangeSpec
LimitRangeSpec: 1 limits LimitRangeItem*!
LimitRangeItem: 1 type string!, 2 max {Quantity}, 3 min {Quantity}, 4 default {Quantity}, 5 defaultRequest {Quantity},
  6 maxLimitRequestRatio {Quantity}
EndpointSlice: 1 metadata ObjectMeta, 4 addressType string!, 2 endpoints Endpoint*!, 3 ports EndpointPort*!
Endpoint: 1 addresses string*!, 2 conditions EndpointConditions, 3 hostname string?, 4 targetRef ObjectReference?,
  5 deprecatedTopology {string}, 6 nodeName string?, 7 zone string?, 8 hints EndpointHints?
EndpointConditions: 1 ready bool?, 2 serving bool?, 3 terminating bool?
EndpointHints: 1 forZones ForZone*, 2 forNodes ForNode*
ForZone: 1 name string!
ForNode: 1 name string!
EndpointPort: 1 name string?, 2 protocol string?, 3 port int?, 4 appProtocol string?
SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SelfSubjectAccessReviewSpec!
SelfSubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes?, 2 nonResourceAttributes NonResourceAttributes?
ResourceAttributes: 1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string,
  6 subresource string, 7 name string, 8 fieldSelector FieldSelectorAttributes?,
  9 labelSelector LabelSelectorAttributes?
FieldSelectorAttributes: 1 rawSelector string, 2 requirements FieldSelectorRequirement*
FieldSelectorRequirement: 1 key string!, 2 operator string!, 3 values string*
LabelSelectorAttributes: 1 rawSelector string, 2 requirements LabelSelectorRequirement*
NonResourceAttributes: 1 path string, 2 verb string
SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec!
SelfSubjectRulesReviewSpec: 1 namespace string
`;
