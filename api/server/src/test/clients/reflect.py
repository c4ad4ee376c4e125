"""Calls Cowbell with nothing but what its reflection tells: usage reflect.py HOST:PORT. Prints what the test looks for."""
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def message_class(pool, name):
    descriptor = pool.FindMessageTypeByName(name)
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


def reflection_pool():
    """The part of grpc.reflection.v1 that is needed, by hand: Debian packages no stubs of it."""
    file = descriptor_pb2.FileDescriptorProto(name="reflection.proto", package="grpc.reflection.v1", syntax="proto3")
    text, many = 9, 3

    def add(name, *fields):
        message = file.message_type.add(name=name)
        for field, number, kind, label in fields:
            one = message.field.add(name=field, number=number, label=label)
            if isinstance(kind, int):
                one.type = kind
            else:
                one.type, one.type_name = 11, ".grpc.reflection.v1." + kind

    add("ServerReflectionRequest", ("file_by_filename", 3, text, 1), ("file_containing_symbol", 4, text, 1), ("list_services", 7, text, 1))
    add("FileDescriptorResponse", ("file_descriptor_proto", 1, 12, many))
    add("ServiceResponse", ("name", 1, text, 1))
    add("ListServiceResponse", ("service", 1, "ServiceResponse", many))
    add("ServerReflectionResponse", ("file_descriptor_response", 4, "FileDescriptorResponse", 1),
        ("list_services_response", 6, "ListServiceResponse", 1))
    # Which field is set tells what is asked for, the empty text too.
    request = file.message_type[0]
    request.oneof_decl.add(name="message_request")
    for field in request.field:
        field.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return pool


class Api:
    def __init__(self, channel):
        self.channel = channel
        self.pool = descriptor_pool.DescriptorPool()
        self.known = set()
        pool = reflection_pool()
        self.question = message_class(pool, "grpc.reflection.v1.ServerReflectionRequest")
        answer = message_class(pool, "grpc.reflection.v1.ServerReflectionResponse")
        self.reflect = channel.stream_stream(
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", self.question.SerializeToString, answer.FromString)

    def ask(self, **what):
        return list(self.reflect(iter([self.question(**what)])))[0]  # To the end: what is dropped halfway is cancelled.

    def services(self):
        return sorted(s.name for s in self.ask(list_services="*").list_services_response.service)

    def learn(self, **what):
        files = [descriptor_pb2.FileDescriptorProto.FromString(raw)
                 for raw in self.ask(**what).file_descriptor_response.file_descriptor_proto]
        self.add({file.name: file for file in files})

    def add(self, files):
        for file in files.values():
            if file.name in self.known:
                continue
            self.known.add(file.name)
            for needed in file.dependency:
                if needed in files:
                    self.add({needed: files[needed], **files})
                elif needed not in self.known:
                    self.learn(file_by_filename=needed)
            try:
                self.pool.FindFileByName(file.name)
            except KeyError:
                self.pool.Add(file)

    def call(self, where, method, timeout=20, **fields):
        described = self.pool.FindServiceByName("cowbell.v1." + where).FindMethodByName(method)
        request = message_class(self.pool, described.input_type.full_name)
        answer = message_class(self.pool, described.output_type.full_name)
        path = "/cowbell.v1.%s/%s" % (where, method)
        kind = self.channel.unary_stream if method in ("ExportReport", "WatchRecommendations") else self.channel.unary_unary
        return kind(path, request.SerializeToString, answer.FromString)(request(**fields), timeout=timeout)


def main(address):
    with grpc.insecure_channel(address) as channel:
        api = Api(channel)
        services = api.services()
        print("services", " ".join(services))
        for service in services:
            if service.startswith("cowbell."):
                api.learn(file_containing_symbol=service)
        token, hosts = "", []
        while True:
            page = api.call("FleetService", "ListHosts", page_size=1, page_token=token, order_by="host_id desc")
            hosts += [host.host_id for host in page.hosts]
            token = page.next_page_token
            if not token:
                break
        print("hosts", " ".join(hosts))
        try:
            api.call("FleetService", "ListHosts", filter="hostname = ")
        except grpc.RpcError as refused:
            details = dict(refused.trailing_metadata())["grpc-status-details-bin"]
            print("refused", refused.code().name, b"filter" in details, b"BadRequest" in details)
        try:
            api.call("FleetService", "GetHost", host_id="no such host")
        except grpc.RpcError as refused:
            print("unknown", refused.code().name)
        plan = api.call("CapacityService", "PlanCapacity", horizon_months=6, monthly_growth=0.05)
        print("plan", len(plan.months), bool(plan.summary))
        report = b"".join(part.chunk for part in api.call("CapacityService", "ExportReport", service="demo"))
        print("report", report.startswith(b"<!DOCTYPE html>"))
        lost = 0
        for _ in range(300):  # Each is dropped after its first message, and may take no other call with it.
            try:
                next(iter(api.reflect(iter([api.question(file_containing_symbol="cowbell.v1.FleetService")]))))
            except grpc.RpcError:
                lost += 1
        print("dropped 300, lost", lost)
        stream = api.call("RecommendationService", "WatchRecommendations")
        print("watch", next(iter(stream)).recommendation.id)
        stream.cancel()


main(sys.argv[1])
