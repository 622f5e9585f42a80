/** The tour's two workloads. They are shown before they are applied, and can be changed there. */
import type { TourImages } from './tour-step.ts';

/** Those of the practice cluster. */
export const PRACTICE_IMAGES: TourImages = {
  server: 'kube-lab/http-server-distroless:1',
  java: 'kube-lab/spring-petclinic:1',
  jdk: 'eclipse-temurin:25-jdk',
};

/** What everybody can pull: a python without a shell, an application on Java. */
export const PUBLIC_IMAGES: TourImages = {
  server: 'gcr.io/distroless/python3-debian12',
  java: 'springcommunity/spring-framework-petclinic',
  jdk: 'eclipse-temurin:25-jdk',
};

export function serverManifest({ server }: TourImages): string {
  const command = server === PRACTICE_IMAGES.server ? '' : '\n          command: [python3, -m, http.server, "8080"]';
  return `apiVersion: apps/v1
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
          image: ${server}${command}
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
}

export function javaManifest({ java }: TourImages): string {
  return `apiVersion: apps/v1
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
          image: ${java}
          ports: [{ containerPort: 8080 }]
          resources: { requests: { memory: 256Mi }, limits: { memory: 1Gi } }
          readinessProbe: { httpGet: { path: /, port: 8080 }, periodSeconds: 1 }
`;
}

/** Enough to name the copy that a step has made, for its deletion. */
export const COPY_MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: debug-pod
`;
