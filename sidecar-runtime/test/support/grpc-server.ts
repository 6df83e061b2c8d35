import grpc from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';

/** grpc.health.v1.Health, written out: one string field in, one enum field out. */
const DEFINITION = {
  Check: {
    path: '/grpc.health.v1.Health/Check',
    requestStream: false,
    responseStream: false,
    requestSerialize: ({ service }: { service: string }): Buffer => Buffer.from(service),
    // An object, because grpc-js takes an empty text for no message at all.
    requestDeserialize: (bytes: Buffer): { service: string } => ({ service: bytes.subarray(2).toString() }),
    responseSerialize: (status: number): Buffer => Buffer.from(status === 0 ? [] : [8, status]),
    responseDeserialize: (bytes: Buffer): number => bytes[1] ?? 0,
  },
};

/** A real gRPC server; `health` is looked at for every call. Without it there is no health service. Gives its port. */
export async function grpcServer(health?: (service: string) => number | undefined): Promise<number> {
  const server = new grpc.Server();
  onTestFinished(() => server.forceShutdown());
  if (health !== undefined) {
    server.addService(DEFINITION, {
      Check: (call: { request: { service: string } }, reply: grpc.sendUnaryData<number>) => {
        const status = health(call.request.service);
        if (status === undefined) reply({ code: grpc.status.NOT_FOUND, details: 'unknown service' });
        else reply(null, status);
      },
    });
  }
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
