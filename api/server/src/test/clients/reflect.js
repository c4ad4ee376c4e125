// Calls Cowbell with nothing but what its reflection tells: usage node reflect.js HOST:PORT. Prints what the test looks for.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const path = require('path');

const REFLECTION = path.join(path.dirname(require.resolve('@grpc/reflection/package.json')), 'build/proto/grpc/reflection/v1/reflection.proto');
const OPTIONS = {keepCase: true, longs: String, enums: String, defaults: true, oneofs: true};

/** Asks the reflection service one question. */
function ask(client, question) {
  return new Promise((resolve, reject) => {
    const call = client.ServerReflectionInfo();
    call.on('data', answer => { resolve(answer); call.end(); });
    call.on('error', reject);
    call.write(question);
  });
}

/** Fetches the files that hold the symbols, and all they import. */
async function files(client, symbols) {
  const Descriptor = require('protobufjs/ext/descriptor').FileDescriptorProto;
  const found = new Map();
  const add = async question => {
    const answer = await ask(client, question);
    for (const raw of answer.file_descriptor_response.file_descriptor_proto) {
      const file = Descriptor.decode(raw);
      if (!found.has(file.name)) {
        found.set(file.name, file);
      }
    }
    for (const file of [...found.values()]) {
      for (const needed of file.dependency || []) {
        if (!found.has(needed)) {
          await add({file_by_filename: needed});
        }
      }
    }
  };
  for (const symbol of symbols) {
    await add({file_containing_symbol: symbol});
  }
  return {file: [...found.values()]};
}

const unary = (client, method, request) => new Promise((resolve, reject) =>
  client[method](request, {deadline: Date.now() + 20000}, (refused, answer) => refused ? reject(refused) : resolve(answer)));

async function main(address) {
  const insecure = grpc.credentials.createInsecure();
  const reflection = grpc.loadPackageDefinition(loader.loadSync(REFLECTION, OPTIONS)).grpc.reflection.v1;
  const asking = new reflection.ServerReflection(address, insecure);
  const services = (await ask(asking, {list_services: '*'})).list_services_response.service.map(s => s.name).sort();
  console.log('services', services.join(' '));
  const set = await files(asking, services.filter(s => s.startsWith('cowbell.')));
  const api = grpc.loadPackageDefinition(loader.loadFileDescriptorSetFromObject(set, OPTIONS)).cowbell.v1;
  asking.close();

  const fleet = new api.FleetService(address, insecure);
  const hosts = [];
  let token = '';
  do {
    const page = await unary(fleet, 'ListHosts', {page_size: 1, page_token: token, order_by: 'host_id desc'});
    hosts.push(...page.hosts.map(host => host.host_id));
    token = page.next_page_token;
  } while (token);
  console.log('hosts', hosts.join(' '));
  await unary(fleet, 'ListHosts', {filter: 'hostname = '}).catch(refused => {
    const details = refused.metadata.get('grpc-status-details-bin')[0].toString('latin1');
    console.log('refused', grpc.status[refused.code], details.includes('filter'), details.includes('BadRequest'));
  });
  await unary(fleet, 'GetHost', {host_id: 'no such host'}).catch(refused => console.log('unknown', grpc.status[refused.code]));

  const capacity = new api.CapacityService(address, insecure);
  const plan = await unary(capacity, 'PlanCapacity', {horizon_months: 6, monthly_growth: 0.05});
  console.log('plan', plan.months.length, plan.summary !== '');
  const chunks = [];
  for await (const part of capacity.ExportReport({service: 'demo'})) {
    chunks.push(part.chunk);
  }
  console.log('report', Buffer.concat(chunks).toString().startsWith('<!DOCTYPE html>'));
  const watch = new api.RecommendationService(address, insecure).WatchRecommendations({});
  watch.on('error', () => {});
  watch.once('data', change => {
    console.log('watch', change.recommendation.id);
    watch.cancel();
    process.exit(0);
  });
}

main(process.argv[2]).catch(failure => { console.error(failure); process.exit(1); });
