"""A bed of mock USB devices: reads one JSON command per line on stdin, prints one JSON event per line. Run it inside umockdev-wrapper.

The names of nodes, the sysfs records and the ioctls are those of the Linux kernel; the traffic of every node is plain bytes in hex.
"""
import json
import os
import struct
import sys
import threading
import traceback

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

HIDIOCGRDESCSIZE = 0x80044801
HIDIOCGRDESC = 0x90044802
HIDIOCSFEATURE = 0x06
HIDIOCGFEATURE = 0x07

# linux/usbdevice_fs.h on a 64-bit machine
USBDEVFS_GETDRIVER = 0x41045508
USBDEVFS_SUBMITURB = 0x8038550A
USBDEVFS_DISCARDURB = 0x550B
USBDEVFS_REAPURB = 0x4008550C
USBDEVFS_REAPURBNDELAY = 0x4008550D
USBDEVFS_CLAIMINTERFACE = 0x8004550F
USBDEVFS_RELEASEINTERFACE = 0x80045510
USBDEVFS_CLEAR_HALT = 0x80045515
USBDEVFS_SETINTERFACE = 0x80085504
USBDEVFS_GET_CAPABILITIES = 0x8004551A
USBDEVFS_GET_SPEED = 0x551F
# struct usbdevfs_urb
URB_BYTES, URB_STATUS, URB_BUFFER, URB_LENGTH, URB_ACTUAL = 56, 4, 16, 24, 28
DIRECTION_IN = 0x80
ENOENT, EAGAIN, ENODEV, EPIPE, ENODATA, ESHUTDOWN = 2, 11, 19, 32, 61, 108

PAUSE = threading.Event()


def usb_descriptors(vid, pid, interface_class, endpoints):
    """Device and configuration descriptor (USB 2.0, 9.6) with one interface of bulk endpoints, given by address."""
    device = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 64, vid, pid, 0x0100, 0, 0, 0, 1)
    pipes = b"".join(struct.pack("<BBBBHB", 7, 5, address, 2, 64, 0) for address in endpoints)
    interface = struct.pack("<BBBBBBBBB", 9, 4, 0, 0, len(endpoints), interface_class, 0, 0, 0)
    whole = 9 + len(interface) + len(pipes)
    return (device + struct.pack("<BBHBBBBB", 9, 2, whole, 1, 1, 0, 0x80, 50) + interface + pipes).hex()


ROOT_HUB = f"""P: /devices/pci0000:00/usb1
N: bus/usb/001/001
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
A: idVendor=1d6b\\n
A: idProduct=0002\\n
A: busnum=1\\n
A: devnum=1\\n
A: speed=12\\n
A: bConfigurationValue=1\\n
H: descriptors={usb_descriptors(0x1D6B, 2, 9, [])}
"""


def say(**event):
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def serial_property(serial):
    """Devices without a serial number have no such property at all."""
    return f"E: ID_SERIAL_SHORT={serial}\n" if serial else ""


def serial_attribute(serial):
    return f"A: serial={serial}\\n\n" if serial else ""


def serial_link(serial):
    """udev's stable name; without a serial number all devices of a kind would share one, so the bed gives none."""
    if not serial:
        return ""
    name = f"serial/by-id/usb-{serial}-if00-port0"
    return f"S: {name}\nE: DEVLINKS=/dev/{name}\n"


def usb_parents(port, vid, pid, serial, interface_class, endpoints=()):
    """Records of the USB device and its interface 0; `port` also gives the device number."""
    return f"""
P: /devices/pci0000:00/usb1/1-{port}/1-{port}:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
E: PRODUCT={vid:x}/{pid:x}/100
A: bInterfaceNumber=00\\n
A: bInterfaceClass={interface_class}\\n
A: bInterfaceSubClass=00\\n
A: bInterfaceProtocol=00\\n

P: /devices/pci0000:00/usb1/1-{port}
N: bus/usb/001/{port + 1:03d}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
E: DEVNAME=/dev/bus/usb/001/{port + 1:03d}
E: PRODUCT={vid:x}/{pid:x}/100
{serial_property(serial)}A: idVendor={vid:04x}\\n
A: idProduct={pid:04x}\\n
A: bcdDevice=0100\\n
{serial_attribute(serial)}A: manufacturer=Maker\\n
A: product=Thing\\n
A: busnum=1\\n
A: devnum={port + 1}\\n
A: devpath={port}\\n
A: version= 2.00\\n
A: speed=12\\n
A: bDeviceClass=00\\n
A: bDeviceSubClass=00\\n
A: bDeviceProtocol=00\\n
A: bConfigurationValue=1\\n
H: descriptors={usb_descriptors(vid, pid, int(interface_class, 16), endpoints)}
"""


class HidIoctl(UMockdev.IoctlBase):
    """Answers the descriptor; feature reports are told to the test and answered from what it put there."""

    def __init__(self, node, descriptor):
        super().__init__()
        self.node = node
        self.descriptor = descriptor
        self.features = {}

    def do_handle_ioctl(self, client):
        request = client.get_request()
        number, size = request & 0xFF, (request >> 16) & 0x3FFF
        if request == HIDIOCGRDESCSIZE:
            client.get_arg().resolve(0, 4).update(0, struct.pack("<I", len(self.descriptor)))
        elif request == HIDIOCGRDESC:
            data = struct.pack("<I", len(self.descriptor)) + self.descriptor
            client.get_arg().resolve(0, 4100).update(0, data)
        elif number == HIDIOCSFEATURE:
            data = bytes(client.get_arg().resolve(0, size).retrieve())
            say(event="feature", node=self.node, hex=data.hex())
            client.complete(size, 0)
            return True
        elif number == HIDIOCGFEATURE:
            argument = client.get_arg().resolve(0, size)
            answer = self.features.get(bytes(argument.retrieve())[0])
            if answer is None:
                client.complete(-1, 32)  # EPIPE: the device stalls an unknown report
                return True
            argument.update(0, answer[:size])
            client.complete(min(size, len(answer)), 0)
            return True
        else:
            return False
        client.complete(0, 0)
        return True


class UsbIoctl(UMockdev.IoctlBase):
    """A device on usbfs: what goes out is told to the test, what it puts there comes in, transfers wait, are cancelled, stall, end with the plug."""

    def __init__(self, node):
        super().__init__()
        self.node = node
        self.inbound = {}
        self.stalled = set()
        self.waiting = []
        self.done = []
        self.live = True

    def do_handle_ioctl(self, client):
        request = client.get_request()
        if not self.live and request not in (USBDEVFS_REAPURB, USBDEVFS_REAPURBNDELAY):
            client.complete(-1, ENODEV)
        elif request == USBDEVFS_SUBMITURB:
            self.submit(client.get_arg())
            client.complete(0, 0)
        elif request == USBDEVFS_DISCARDURB:
            self.discard(client.get_arg())
            client.complete(0, 0)
        elif request in (USBDEVFS_REAPURB, USBDEVFS_REAPURBNDELAY):
            self.reap(client)
        elif request == USBDEVFS_GETDRIVER:
            client.complete(-1, ENODATA)  # no kernel driver has a maker's own class
        elif request == USBDEVFS_GET_CAPABILITIES:
            client.get_arg().resolve(0, 4).update(0, struct.pack("<I", 0))
            client.complete(0, 0)
        elif request == USBDEVFS_GET_SPEED:
            client.complete(2, 0)
        elif request in (USBDEVFS_CLAIMINTERFACE, USBDEVFS_RELEASEINTERFACE, USBDEVFS_SETINTERFACE):
            client.complete(0, 0)
        elif request == USBDEVFS_CLEAR_HALT:
            endpoint = struct.unpack("<I", bytes(client.get_arg().resolve(0, 4).retrieve()))[0]
            self.stalled.discard(endpoint)
            say(event="cleared", node=self.node, endpoint=endpoint)
            client.complete(0, 0)
        else:
            return False
        return True

    def submit(self, argument):
        urb = argument.resolve(0, URB_BYTES)
        head = bytes(urb.retrieve())
        endpoint, length = head[1], struct.unpack_from("<i", head, URB_LENGTH)[0]
        buffer = urb.resolve(URB_BUFFER, length)
        if endpoint in self.stalled:
            self.finish(urb, -EPIPE, 0)
        elif endpoint & DIRECTION_IN:
            self.waiting.append((endpoint, length, urb, buffer))
            self.deliver()
        else:
            say(event="wrote", node=self.node, endpoint=endpoint, hex=bytes(buffer.retrieve()).hex())
            self.finish(urb, 0, length)

    def discard(self, argument):
        address = argument.resolve(0, URB_BYTES).client_addr
        for entry in [one for one in self.waiting if one[2].client_addr == address]:
            self.waiting.remove(entry)
            self.finish(entry[2], -ENOENT, 0)
            say(event="cancelled", node=self.node, endpoint=entry[0])

    def deliver(self):
        for entry in list(self.waiting):
            endpoint, length, urb, buffer = entry
            if not self.inbound.get(endpoint):
                continue
            data = self.inbound[endpoint].pop(0)[:length]
            self.waiting.remove(entry)
            buffer.update(0, data)
            self.finish(urb, 0, len(data))

    def finish(self, urb, status, actual):
        urb.update(URB_STATUS, struct.pack("<i", status))
        urb.update(URB_ACTUAL, struct.pack("<i", actual))
        self.done.append(urb)

    def reap(self, client):
        if self.done:
            # What hangs on the answered pointer is written to the caller's memory with it.
            client.get_arg().resolve(0, 8).set_ptr(0, self.done.pop(0))
            client.complete(0, 0)
        elif not self.live:
            client.complete(-1, ENODEV)
        else:
            # The mock node is always ready, so the library asks without end.
            PAUSE.wait(0.002)
            client.complete(-1, EAGAIN)

    def feed(self, endpoint, data):
        self.inbound.setdefault(endpoint, []).append(data)
        self.deliver()

    def pull(self):
        self.live = False
        for _, _, urb, _ in self.waiting:
            self.finish(urb, -ESHUTDOWN, 0)
        self.waiting = []


class Bed:
    def __init__(self):
        self.testbed = UMockdev.Testbed.new()
        self.testbed.add_from_string(ROOT_HUB)
        self.devices = {}

    def add(self, kind, port, number, vid, pid, serial, descriptor="", endpoints=()):
        """Plugs a device into a port. Ports and node numbers are used once: the bed keeps traces of removed ones."""
        if kind == "usb":
            self.add_bulk(port, vid, pid, serial, endpoints)
            return
        base = f"/devices/pci0000:00/usb1/1-{port}"
        interface = f"{base}/1-{port}:1.0"
        handler = None
        major = {"hidraw": 240, "tty": 188}.get(kind, 180)
        if kind == "hidraw":
            name, node = f"hidraw{number}", f"/dev/hidraw{number}"
            hid = f"{interface}/0003:{vid:04X}:{pid:04X}.{port:04X}"
            leaf = f"{hid}/hidraw/{name}"
            record = f"""P: {leaf}
N: {name}
E: SUBSYSTEM=hidraw
E: DEVNAME={node}
A: dev={major}:{number}\\n
L: device=../../../0003:{vid:04X}:{pid:04X}.{port:04X}

P: {hid}
E: SUBSYSTEM=hid
E: HID_ID=0003:{vid:08X}:{pid:08X}
E: HID_NAME=Maker Thing
E: HID_UNIQ={serial}
H: report_descriptor={descriptor}
"""
            paths = [leaf, hid, interface, base]
            handler = HidIoctl(node, bytes.fromhex(descriptor))
        elif kind == "tty":
            name, node = f"ttyUSB{number}", f"/dev/ttyUSB{number}"
            leaf = f"{interface}/{name}/tty/{name}"
            record = f"""P: {leaf}
N: {name}
{serial_link(serial)}E: SUBSYSTEM=tty
E: DEVNAME={node}
E: ID_BUS=usb
E: ID_VENDOR_ID={vid:04x}
E: ID_MODEL_ID={pid:04x}
E: ID_VENDOR_ENC=Maker
{serial_property(serial)}A: dev={major}:{number}\\n
"""
            paths = [leaf, interface, base]
        else:
            name, node = f"lp{number}", f"/dev/usb/lp{number}"
            leaf = f"{interface}/usbmisc/{name}"
            record = f"""P: {leaf}
N: usb/{name}
E: SUBSYSTEM=usbmisc
E: DEVNAME={node}
A: dev={major}:{number}\\n
L: device=../../../1-{port}:1.0
"""
            paths = [leaf, interface, base]
        interface_class = {"hidraw": "03", "tty": "ff"}.get(kind, "07")
        parents = usb_parents(port, vid, pid, serial, interface_class)
        if kind == "lp":
            head, tail = parents.split(f"A: bInterfaceClass={interface_class}\\n", 1)
            parents = f"{head}A: bInterfaceClass={interface_class}\\n\nA: ieee1284_id=MFG:Maker;MDL:Thing;CLS:PRINTER;{tail}"
        self.testbed.add_from_string(record + parents)
        if handler is not None:
            self.testbed.attach_ioctl(node, handler)
        master = self.testbed.get_dev_fd(node)
        os.set_blocking(master, False)
        watcher = threading.Thread(target=self.watch, args=(node, master), daemon=True)
        self.devices[node] = {
            "paths": paths,
            "fd": master,
            "handler": handler,
            "live": True,
            "majmin": f"{major}:{number}",
            "watcher": watcher,
        }
        watcher.start()
        for path in reversed(paths):
            self.testbed.uevent("/sys" + path, "add")
        say(event="added", node=node)

    def add_bulk(self, port, vid, pid, serial, endpoints):
        """A device without a driver: its own node on usbfs is all there is."""
        base, node = f"/devices/pci0000:00/usb1/1-{port}", f"/dev/bus/usb/001/{port + 1:03d}"
        self.testbed.add_from_string(usb_parents(port, vid, pid, serial, "ff", endpoints).lstrip())
        handler = UsbIoctl(node)
        self.testbed.attach_ioctl(node, handler)
        paths = [f"{base}/1-{port}:1.0", base]
        self.devices[node] = {"paths": paths, "handler": handler}
        for path in reversed(paths):
            self.testbed.uevent("/sys" + path, "add")
        say(event="added", node=node)

    def watch(self, node, master):
        """Tells what the agent writes. While nobody has the node open the master side answers EIO or hangs up, hence the pause."""
        while self.devices[node]["live"]:
            try:
                data = os.read(master, 65536)
            except OSError:
                data = b""
            if data:
                say(event="wrote", node=node, hex=data.hex())
            else:
                PAUSE.wait(0.003)

    def remove(self, node):
        device = self.devices[node]
        if isinstance(device["handler"], UsbIoctl):
            device["handler"].pull()
            for path in device["paths"]:
                self.testbed.uevent("/sys" + path, "remove")
                self.testbed.remove_device("/sys" + path)
            say(event="removed", node=node)
            return
        device["live"] = False
        device["watcher"].join()
        for path in device["paths"]:
            self.testbed.uevent("/sys" + path, "remove")
            self.testbed.remove_device("/sys" + path)
        root = self.testbed.get_root_dir()
        # The map from pseudo terminals to nodes is not cleared by remove_device; a stale entry aborts the bed at the next plugging.
        ptymap = os.path.join(root, "dev", ".ptymap")
        for entry in os.listdir(ptymap):
            path = os.path.join(ptymap, entry)
            if os.readlink(path).strip() == device["majmin"]:
                os.unlink(path)
        if os.path.lexists(root + node):
            os.unlink(root + node)
        by_id = os.path.join(root, "dev", "serial", "by-id")
        for name in os.listdir(by_id) if os.path.isdir(by_id) else []:
            link = os.path.join(by_id, name)
            if os.path.islink(link) and os.path.basename(os.readlink(link)) == os.path.basename(node):
                os.unlink(link)
        os.close(device["fd"])
        say(event="removed", node=node)

    def feed(self, node, data, endpoint=0):
        if endpoint:
            self.devices[node]["handler"].feed(endpoint, bytes.fromhex(data))
            return
        fd = self.devices[node]["fd"]
        rest = memoryview(bytes.fromhex(data))
        while rest:
            try:
                rest = rest[os.write(fd, rest) :]
            except BlockingIOError:
                PAUSE.wait(0.003)

    def stall(self, node, endpoint):
        self.devices[node]["handler"].stalled.add(endpoint)
        say(event="ready", node=node)

    def feature(self, node, data):
        report = bytes.fromhex(data)
        self.devices[node]["handler"].features[report[0]] = report
        say(event="ready", node=node)


def main():
    loop = GLib.MainLoop()
    bed = Bed()

    def act(line):
        command = json.loads(line)
        try:
            getattr(bed, command.pop("do"))(**command)
        except Exception:
            # A bed that is half broken would leave a test waiting for ever.
            traceback.print_exc()
            os._exit(1)
        return False

    def listen():
        for line in sys.stdin:
            GLib.idle_add(act, line)
        GLib.idle_add(loop.quit)

    threading.Thread(target=listen, daemon=True).start()
    say(event="up", root=bed.testbed.get_root_dir())
    loop.run()


main()
