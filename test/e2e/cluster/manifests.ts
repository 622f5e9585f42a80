/** The two workloads of the walk, in the project's own words: no tools in either image. */

export const HTTP_SERVER = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: http-server
spec:
  selector:
    matchLabels: { app: http-server }
  template:
    metadata:
      labels: { app: http-server }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: http-server
          image: kube-lab/http-server-distroless:1
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
---
apiVersion: v1
kind: Service
metadata:
  name: http-server
spec:
  selector: { app: http-server }
  ports: [{ port: 80, targetPort: 8080 }]
`;

export const SPRING_PETCLINIC = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: spring-petclinic
spec:
  selector:
    matchLabels: { app: spring-petclinic }
  template:
    metadata:
      labels: { app: spring-petclinic }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: spring-petclinic
          image: kube-lab/spring-petclinic:1
          ports: [{ containerPort: 8080 }]
          resources: { requests: { memory: 256Mi }, limits: { memory: 1Gi } }
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
`;
