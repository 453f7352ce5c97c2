"""Publishing against the real thing on this computer: sshd with rsync, sshd with sftp alone, git over ssh, a store that speaks S3, nginx.

Usage: check.py DATELINE REPOSITORY [part …]      Prints a line for each figure; ends with 1 when one is wrong. Parts that
cannot run here say so and why.
"""
import hashlib, hmac, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request
from pathlib import Path

DATELINE, REPOSITORY = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PARTS = sys.argv[3:]
# With EVERY=1 a connection is dropped at every call and request; else at one in so many, beginning anywhere.
EVERY = int(os.environ.get("EVERY", "8"))
W = Path(tempfile.mkdtemp(prefix="dateline-publish-"))
MANIFEST = ".dateline-publish.json"
SECRET = "SENTINEL0SECRET0SENTINEL"
started, failures, processes = time.time(), [], []


def say(text):
    print(f"[{time.time() - started:6.1f} s] {text}", flush=True)


def check(condition, text):
    if not condition:
        failures.append(text)
        say(f"WRONG: {text}")
    return condition


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def start(*command, **more):
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=open(W / "servers.log", "a"), **more)
    processes.append(process)
    return process


class Archive:
    """A copy of the repository's example archive, with one place to publish to."""

    def __init__(self, name, place):
        self.root = W / f"archive-{name}"
        self.root.mkdir()
        for part in ("seeds", "content"):
            shutil.copytree(REPOSITORY / part, self.root / part)
        self.place(place)
        self.env = dict(os.environ, NO_COLOR="1")

    def place(self, place):
        (self.root / "dateline.toml").write_text((REPOSITORY / "dateline.toml").read_text() + "\n[publish.web]\n" + place + "\n")

    def run(self, *args, env=None, timeout=120):
        done = subprocess.run([DATELINE, "publish", "--format", "json", *args], cwd=self.root, env=dict(self.env, **(env or {})), capture_output=True, text=True, timeout=timeout)
        if SECRET in done.stdout + done.stderr:
            check(False, f"the secret was printed by {args}")
        return done

    def publish(self, *args):
        import json
        done = self.run(*args)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        for line in lines:
            if "published" in line:
                return line["published"]
        check(False, f"not published ({done.returncode}): {done.stdout[-600:]}{done.stderr[-600:]}")
        return {"sent": -1, "removed": -1}

    def site(self):
        return {k: v for k, v in tree(self.root / "public").items() if k != ".dateline-site"}

    def edit(self, text="One more sentence."):
        path = self.root / "content/articles/asean-ministers-meet-in-vientiane.md"
        if not path.exists():
            path = sorted((self.root / "content/articles").glob("*.md"))[0]
        path.write_text(path.read_text() + f"\n{text}\n")

    def shrink(self):
        """Few articles and no seeds: what is tried many times shall take little."""
        shutil.rmtree(self.root / "seeds")
        shutil.rmtree(self.root / "content/.findings")
        for folder in sorted((self.root / "content").iterdir()):
            if folder.is_dir() and folder.name != "articles":
                shutil.rmtree(folder)
        for number, path in enumerate(sorted((self.root / "content/articles").glob("*.md"))):
            if number > 2 and "georgian" not in path.name:
                path.unlink()

    def remove(self):
        (self.root / "content/articles/asean-ministers-meet-in-vientiane.md").unlink()


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file() and p.name != MANIFEST and ".git/" not in str(p)}


def differ(left, right):
    names = sorted(set(left) | set(right))
    return [n for n in names if left.get(n) != right.get(n)]


def story(name, archive, online, foreign):
    """First publish, nothing to do, one edit, a removal, a file of somebody else."""
    first = archive.publish()
    check(first["sent"] == len(archive.site()) and not differ(archive.site(), online()), f"{name}: first publish {first} {differ(archive.site(), online())[:3]}")
    none = archive.publish()
    check((none["sent"], none["removed"]) == (0, 0), f"{name}: no change, and yet {none}")
    foreign("CNAME", b"archive.example.org")
    archive.edit()
    edit = archive.publish()
    check(0 < edit["sent"] < 40 and edit["removed"] == 0, f"{name}: one edit {edit}")
    archive.remove()
    gone = archive.publish()
    expected = dict(archive.site(), CNAME=b"archive.example.org")
    check(gone["removed"] > 4 and not differ(expected, online()), f"{name}: a removal {gone} {differ(expected, online())[:3]}")
    say(f"{name}: first {first['sent']} files, unchanged {none['sent']}, one edit {edit['sent']}, removal {gone['sent']} and -{gone['removed']}; CNAME stays")


# Programs that drop the connection at their k-th call: counted in a file, whoever calls them.
WRAPPER = """#!/bin/sh
exec 9>>"$DROP/lock"; flock 9
n=$(cat "$DROP/n"); n=$((n + 1)); echo $n > "$DROP/n"
flock -u 9; exec 9>&-
if [ "$n" = "$(cat "$DROP/k")" ]; then
  if [ "$(cat "$DROP/mode")" = before ]; then cat > /dev/null & echo "connection dropped" >&2; exit 255; fi
  REAL "$@"; echo "connection dropped" >&2; exit 255
fi
exec REAL "$@"
"""


def wrappers(programs):
    folder = W / ("wrap-" + "-".join(programs))
    folder.mkdir(exist_ok=True)
    for program in programs:
        path = folder / program
        path.write_text(WRAPPER.replace("REAL", shutil.which(program)))
        path.chmod(0o755)
    return folder


def drops(name, archive, online, reset, programs, foreign=b"archive.example.org"):
    """The connection dropped at each call of a program; then a second run."""
    folder = wrappers(programs)
    drop = W / f"drop-{name}"
    drop.mkdir(exist_ok=True)
    tried = 0
    for mode in ("before", "after"):
        for k in range(1 + (time.time_ns() // 1000) % EVERY, 100, EVERY):
            reset()
            for file, text in (("n", "0"), ("k", str(k)), ("mode", mode)):
                (drop / file).write_text(text)
            env = {"PATH": f"{folder}:{os.environ['PATH']}", "DROP": str(drop)}
            first = archive.run(env=env)
            calls = int((drop / "n").read_text())
            if calls < k:
                check(first.returncode == 0, f"{name}: undisturbed, and yet {first.returncode}")
                break
            # Two runs of git that only ask may fail unseen.
            check(first.returncode in (0, 2, 3), f"{name}: dropped {mode} {k}: exit {first.returncode}")
            second = archive.run()
            expected = dict(archive.site(), CNAME=foreign)
            if not check(second.returncode == 0 and not differ(expected, online()), f"{name}: dropped {mode} call {k}, second run {second.returncode} {differ(expected, online())[:3]} {second.stdout[-500:]}"):
                return
            tried += 1
    say(f"{name}: dropped at {tried} of 2 × {calls} calls of {', '.join(programs)}; after a second run the place equals the site each time")


class Ssh:
    """sshd on the loopback, with a configuration and keys of its own."""

    def __init__(self, sftp_only=False):
        self.port = free_port()
        self.folder = W / f"ssh-{self.port}"
        self.folder.mkdir()
        f = self.folder
        for key in ("host", "other", "user", "stranger"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f / key], check=True)
        shutil.copy(f / "user.pub", f / "authorized")
        lines = [f"Port {self.port}", "ListenAddress 127.0.0.1", f"HostKey {f}/host", f"PidFile {f}/pid", f"AuthorizedKeysFile {f}/authorized", "StrictModes no",
                 "PasswordAuthentication no", "PermitRootLogin prohibit-password", "UsePAM no", "Subsystem sftp internal-sftp", "MaxStartups 100"]
        if sftp_only:
            lines.append("ForceCommand internal-sftp")
        (f / "sshd_config").write_text("\n".join(lines) + "\n")
        os.makedirs("/run/sshd", exist_ok=True)
        start(shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-f", f / "sshd_config", "-E", f / "sshd.log")
        check(wait_for(self.port), "sshd does not answer")
        self.user = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
        self.config("user", "host")

    def config(self, identity, host):
        f = self.folder
        key = " ".join((f / f"{host}.pub").read_text().split()[:2])
        (f / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {key}\n")
        (f / "config").write_text(f"Host *\n  IdentityFile {f}/{identity}\n  IdentitiesOnly yes\n  UserKnownHostsFile {f}/known_hosts\n  GlobalKnownHostsFile /dev/null\n")

    def settings(self, path, more=""):
        return f'kind = "ssh"\nhost = "{self.user}@127.0.0.1"\nport = {self.port}\npath = "{path}"\nssh_config = "{self.folder}/config"\n{more}'

    def strangers(self, name, archive, online):
        """A host key that is not the known one, then a user key that is not: nothing is written."""
        archive.edit("Not to be published.")
        before = online()
        for identity, host, what in (("user", "other", "wrong host key"), ("stranger", "host", "wrong user key")):
            self.config(identity, host)
            done = archive.run()
            check(done.returncode == 3 and not differ(before, online()), f"{name}: {what}: exit {done.returncode}")
            check("PRIVATE KEY" not in done.stdout + done.stderr, f"{name}: a key was printed")
        self.config("user", "host")
        say(f"{name}: wrong host key and wrong user key: exit 3, nothing written")


def saved(folder):
    """A function that puts a folder back to what it is now."""
    copy = W / f"saved-{len(list(W.iterdir()))}"
    shutil.copytree(folder, copy, symlinks=True)

    def back():
        shutil.rmtree(folder)
        shutil.copytree(copy, folder, symlinks=True)
    return back


def to_folder(server, name, more, below=""):
    path = W / f"www-{name}"
    archive = Archive(name, server.settings(path, more))
    try:
        online = lambda: tree(path / below)
        story(name, archive, online, lambda n, b: (path / below / n).write_bytes(b))
        server.strangers(name, archive, online)
        return archive, path, online
    except subprocess.TimeoutExpired as error:
        check(False, f"{name}: {error}")
    return None


def again(archive):
    """An article comes, another goes: something of every kind to do."""
    (archive.root / "content/articles/ferries.md").write_text('---\ntitle: "Ferries"\ndate: "2031-02-03"\ntags: ["ferries"]\n---\n\nThe ferries met.\n')
    (archive.root / "content/articles/georgian-foreign-minister-to-visit-lithuania-and-malta.md").unlink()


def small(archive):
    archive.shrink()
    archive.publish("--max-delete", "1000")


def part_ssh():
    if not shutil.which("rsync") or not (shutil.which("sshd") or Path("/usr/sbin/sshd").exists()):
        return say("ssh: skipped, there is no sshd or no rsync here")
    server = Ssh()
    for name, more, below in (("rsync", "", ""), ("rsync-releases", "releases = 3", "current")):
        archive, path, online = to_folder(server, name, more, below)
        small(archive)
        back = saved(path)
        again(archive)
        drops(name, archive, online, back, ["ssh", "rsync"])
        race(name, archive, online)
        if below:
            before = online()
            archive.edit("For the next release.")
            archive.publish()
            done = archive.run("--rollback")
            check(done.returncode == 0 and not differ(before, online()), f"{name}: rolled back: {done.stdout}{done.stderr}")
            say(f"{name}: rolled back to the release before")
    kills("rsync", archive, online)


def race(name, archive, online, rounds=4):
    """Two people publish to the same place at the same time, each their own; then one of them again."""
    other = Archive(f"other-{name.replace(' ', '-')}", "")
    shutil.copy(archive.root / "dateline.toml", other.root / "dateline.toml")
    other.env, told = archive.env, 0
    for number in range(rounds):
        for one in (archive, other):
            one.edit(f"{one.root.name} {number}.")
            # Built before, so that both begin to send at once.
            subprocess.run([DATELINE, "build", "-q"], cwd=one.root, env=one.env)
        runs = [subprocess.Popen([DATELINE, "publish", "-q", "--max-delete", "1000"], cwd=one.root, env=one.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for one in (archive, other)]
        ends = [run.wait() for run in runs if run.communicate() is not None]
        told += sum(end == 3 for end in ends)
        check(all(end in (0, 3) for end in ends), f"{name}: two at once: {ends}")
        done = archive.run("--max-delete", "1000")
        check(done.returncode == 0 and not differ(dict(archive.site(), CNAME=b"archive.example.org"), online()), f"{name}: after two at once {ends}: {done.returncode} {done.stdout[-300:]}")
    say(f"{name}: two at once, {rounds} times: {told} of {2 * rounds} were told; one run later the place equals the site each time")


def kills(name, archive, online):
    """Killed for real, at times spread over a whole run."""
    tried = 0
    for part in range(1, 9):
        archive.edit(f"Killed {part}.")
        process = subprocess.Popen([DATELINE, "publish", "-q"], cwd=archive.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(0.3 * part)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        done = archive.run()
        check(done.returncode == 0 and not differ(dict(archive.site(), CNAME=b"archive.example.org"), online()), f"{name}: killed {part}: {done.stdout[-300:]}")
        tried += 1
    say(f"{name}: killed {tried} times; after a second run the place equals the site each time")


def part_folder():
    """A mounted folder, where this may be done."""
    path = W / "share"
    path.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", path], capture_output=True).returncode == 0
    name = "mounted folder" if mounted else "folder (nothing can be mounted here)"
    try:
        www = path / "www"
        archive = Archive("folder", f'kind = "folder"\npath = "{www}"')
        online = lambda: tree(www)
        story(name, archive, online, lambda n, b: (www / n).write_bytes(b))
        kills(name, archive, online)
        race(name, archive, online)
    finally:
        if mounted:
            subprocess.run(["umount", path])


def part_sftp():
    if not (shutil.which("sshd") or Path("/usr/sbin/sshd").exists()):
        return say("sftp: skipped, there is no sshd here")
    server = Ssh(sftp_only=True)
    archive, path, online = to_folder(server, "sftp", 'via = "sftp"')
    small(archive)
    back = saved(path)
    again(archive)
    drops("sftp", archive, online, back, ["sftp"])


def part_git():
    if not (shutil.which("sshd") or Path("/usr/sbin/sshd").exists()):
        return say("git over ssh: skipped, there is no sshd here")
    server = Ssh()
    bare = W / "site.git"
    git = lambda *args, **more: subprocess.run(["git", *map(str, args)], check=True, capture_output=True, text=True, **more).stdout
    git("init", "--quiet", "--bare", bare)

    def look():
        folder = Path(tempfile.mkdtemp(dir=W))
        git("clone", "--quiet", "--branch", "gh-pages", bare, folder / "look")
        return folder / "look"

    def foreign(name, data):
        folder = look()
        (folder / name).write_bytes(data)
        git("-C", folder, "add", "-A")
        git("-C", folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "own")
        git("-C", folder, "push", "--quiet")

    archive = Archive("git", f'kind = "git"\nremote = "ssh://{server.user}@127.0.0.1:{server.port}{bare}"')
    archive.env["GIT_SSH_COMMAND"] = f"ssh -F {server.folder}/config"
    online = lambda: tree(look())
    story("git over ssh", archive, online, foreign)
    server.strangers("git over ssh", archive, online)
    small(archive)
    back = saved(bare)
    again(archive)
    drops("git-over-ssh", archive, online, back, ["git", "ssh"])
    race("git over ssh", archive, online)


def signed(request, secret):
    """Whether a request to S3 is signed with this secret (AWS Signature Version 4), and its body is the one that was signed."""
    head, body = request.split(b"\r\n\r\n", 1)
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {}
    for line in lines:
        name, value = line.split(":", 1)
        headers[name.lower()] = " ".join(value.split())
    parts = dict(re.findall(r"(Credential|SignedHeaders|Signature)=([^,\s]+)", headers.get("authorization", "")))
    if len(parts) != 3:
        return False
    path, _, query = target.partition("?")
    query = "&".join(sorted(part if "=" in part else part + "=" for part in query.split("&") if part))
    names = parts["SignedHeaders"].split(";")
    content = headers.get("x-amz-content-sha256", "")
    if content != "UNSIGNED-PAYLOAD" and content != hashlib.sha256(body).hexdigest():
        return False
    canonical = "\n".join([method, path, query, *(f"{name}:{headers.get(name, '')}" for name in names), "", parts["SignedHeaders"], content])
    _, day, region, service, end = parts["Credential"].split("/")
    text = "\n".join(["AWS4-HMAC-SHA256", headers["x-amz-date"], f"{day}/{region}/{service}/{end}", hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for step in (day, region, service, end):
        key = hmac.new(key, step.encode(), hashlib.sha256).digest()
    return hmac.compare_digest(hmac.new(key, text.encode(), hashlib.sha256).hexdigest(), parts["Signature"])


class Proxy:
    """Passes requests on to a server if their signature is right, and hangs up at the k-th."""

    def __init__(self, port):
        self.to, self.port, self.k, self.n, self.after, self.refused = port, free_port(), 0, 0, False, 0
        self.writes = 0
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", self.port), backlog=200)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            client, _ = self.socket.accept()
            threading.Thread(target=self.handle, args=(client,), daemon=True).start()

    @classmethod
    def message(cls, file):
        head = cls.head(file)
        if head is None:
            return None
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        if re.search(rb"(?i)transfer-encoding: *chunked", head):
            body = b""
            while True:
                size = file.readline()
                chunk = file.read(int(size.split(b";")[0], 16) + 2)
                body += size + chunk
                if int(size.split(b";")[0], 16) == 0:
                    return head + body
        return head + (file.read(int(length.group(1))) if length else b"")

    def handle(self, client):
        try:
            with client, socket.create_connection(("127.0.0.1", self.to)) as server, client.makefile("rb") as asked, server.makefile("rb") as answered:
                while True:
                    request = self.message(asked)
                    if request is None:
                        return
                    with self.lock:
                        self.n += 1
                        self.writes += not request.startswith((b"GET", b"HEAD"))
                        # From the k-th on, so that trying again does not help.
                        hang_up = 0 < self.k <= self.n
                        last = self.n == self.k
                    if hang_up and not (self.after and last):
                        return
                    if not signed(request, SECRET):
                        self.refused += 1
                        body = b"<Error><Code>SignatureDoesNotMatch</Code><Message>The signature does not match.</Message></Error>"
                        client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n" % len(body) + (b"" if request.startswith(b"HEAD") else body))
                        continue
                    server.sendall(request)
                    head = request.split(b" ", 1)[0]
                    answer = self.message(answered) if head != b"HEAD" else self.head(answered)
                    if answer is None or hang_up:
                        return
                    client.sendall(answer)
        except OSError:
            pass

    @staticmethod
    def head(file):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = file.readline()
            if not line:
                return None
            head += line
        return head


def part_s3():
    if b"without what it takes to publish to S3" in subprocess.run([DATELINE, "publish", "-q"], cwd=Archive("probe", 'kind = "s3"\nbucket = "x"\nendpoint = "http://127.0.0.1:9"').root, capture_output=True, env=dict(os.environ, AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x")).stderr:
        return say("s3: skipped, the program was built without `--features s3`")
    moto = os.environ.get("MOTO_SERVER") or shutil.which("moto_server")
    if moto:
        port = free_port()
        start(moto, "-H", "127.0.0.1", "-p", port)
        s3("s3 (moto behind a check of signatures)", port)
    else:
        say("s3 on moto: skipped, moto_server is not installed")
    strict = os.environ.get("S3S_FS") or shutil.which("s3s-fs")
    if strict:
        port = free_port()
        (W / "buckets" / "site").mkdir(parents=True)
        start(strict, "--host", "127.0.0.1", "--port", port, "--access-key", "AK", "--secret-key", SECRET, W / "buckets")
        s3("s3 (s3s-fs)", port)
    else:
        say("s3 on s3s-fs: skipped, s3s-fs is not installed (cargo install s3s-fs --version 0.14.1 --locked --features binary)")


def s3(name, port):
    if not check(wait_for(port), f"{name}: the server does not answer"):
        return
    proxy = Proxy(port)
    base = f"http://127.0.0.1:{port}/site"
    python = str(Path(os.environ.get("MOTO_PYTHON") or sys.executable))
    tool = W / "bucket.py"
    tool.write_text(BUCKET)

    def bucket(*args, data=b""):
        done = subprocess.run([python, str(tool), f"http://127.0.0.1:{port}", *args], input=data, capture_output=True, env=dict(os.environ, AWS_ACCESS_KEY_ID="AK", AWS_SECRET_ACCESS_KEY=SECRET))
        if done.returncode:
            raise RuntimeError(done.stderr.decode()[-500:])
        return done.stdout

    bucket("make")

    def online(folder=[0]):
        folder[0] += 1
        to = W / f"{name[:2]}-look-{port}-{folder[0]}"
        bucket("get", str(to))
        return tree(to / "archive")

    archive = Archive(f"s3-{port}", f'kind = "s3"\nbucket = "site"\nprefix = "archive"\nendpoint = "http://127.0.0.1:{proxy.port}"\nregion = "us-east-1"')
    archive.env.update(AWS_ACCESS_KEY_ID="AK", AWS_SECRET_ACCESS_KEY=SECRET)
    story(name, archive, online, lambda n, b: bucket("put", "archive/" + n, data=b))
    head = bucket("head", "archive/index.html").decode()
    check("text/html; charset=utf-8" in head and "max-age=60" in head and "sha256" in head, f"{name}: headers {head}")
    proxy.writes = 0
    archive.edit()
    check(archive.run("--plan").returncode == 0 and proxy.writes == 0, f"{name}: a plan wrote")
    archive.publish()
    proxy.writes = 0
    archive.publish()
    check(proxy.writes == 0, f"{name}: a publish without changes wrote")
    say(f"{name}: a plan and a publish without changes: 0 requests that write")
    small(archive)
    again(archive)
    before = online()
    done = archive.run("-v", env={"AWS_SECRET_ACCESS_KEY": SECRET + "x"})
    check(done.returncode == 3 and "does not take the key" in done.stdout and not differ(before, online()), f"{name}: wrong secret: {done.returncode} {done.stdout}")
    say(f"{name}: wrong secret: exit 3, nothing written, not printed ({proxy.refused} requests refused)")
    for closed in ("http://127.0.0.1:9",):
        text = (archive.root / "dateline.toml").read_text()
        (archive.root / "dateline.toml").write_text(text.replace(f"http://127.0.0.1:{proxy.port}", closed))
        check(archive.run("-v").returncode == 3, f"{name}: a closed port")
        (archive.root / "dateline.toml").write_text(text)
    bucket("save", str(W / f"bucket-{port}"))
    tried = 0
    # How many requests a whole run takes, then one drop at each.
    proxy.n, proxy.k = 0, 0
    archive.publish()
    requests = proxy.n
    for after in (False, True):
        for k in range(1 + (time.time_ns() // 1000) % EVERY, requests + 1, 4 * EVERY if after else EVERY):
            bucket("restore", str(W / f"bucket-{port}"))
            proxy.n, proxy.k, proxy.after = 0, k, after
            first = archive.run()
            proxy.k = 0
            check(first.returncode == 3 or after and first.returncode in (0, 3), f"{name}: dropped at request {k}: exit {first.returncode}")
            second = archive.run()
            expected = dict(archive.site(), CNAME=b"archive.example.org")
            if not check(second.returncode == 0 and not differ(expected, online()), f"{name}: dropped at request {k}: second run {second.returncode} {second.stdout[-400:]}"):
                return
            tried += 1
    proxy.k = 0
    race(name, archive, online)
    say(f"{name}: dropped at {tried} of {requests} requests; after a second run the bucket equals the site each time")


BUCKET = r'''
import sys, pathlib, pickle, boto3, botocore
c = boto3.client("s3", endpoint_url=sys.argv[1], region_name="us-east-1", config=botocore.config.Config(s3={"addressing_style": "path"}))
what, args = sys.argv[2], sys.argv[3:]
keys = lambda: [o["Key"] for p in c.get_paginator("list_objects_v2").paginate(Bucket="site") for o in p.get("Contents", [])]
if what == "make":
    try: c.create_bucket(Bucket="site")
    except Exception: pass
elif what == "put": c.put_object(Bucket="site", Key=args[0], Body=sys.stdin.buffer.read())
elif what == "head":
    h = c.head_object(Bucket="site", Key=args[0]); print(h.get("ContentType"), h.get("CacheControl"), h.get("Metadata"))
elif what == "get":
    for k in keys():
        p = pathlib.Path(args[0], k); p.parent.mkdir(parents=True, exist_ok=True); p.write_bytes(c.get_object(Bucket="site", Key=k)["Body"].read())
elif what == "save":
    pathlib.Path(args[0]).write_bytes(pickle.dumps({k: c.get_object(Bucket="site", Key=k)["Body"].read() for k in keys()}))
elif what == "restore":
    old = pickle.loads(pathlib.Path(args[0]).read_bytes())
    for k in keys():
        if k not in old: c.delete_object(Bucket="site", Key=k)
    for k, v in old.items(): c.put_object(Bucket="site", Key=k, Body=v)
'''


def part_nginx(publishes=int(os.environ.get("PUBLISHES", "50"))):
    """A reader follows links at the root and below a path while the site is published again and again, file by file and by releases."""
    nginx = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
    if not nginx:
        return say("nginx: skipped, it is not installed")
    for name, more, below in (("file by file", "", ""), ("by releases", "releases = 3", "current")):
        www = W / f"nginx-{'releases' if more else 'plain'}"
        archive = Archive(f"nginx-{'releases' if more else 'plain'}", f'kind = "folder"\npath = "{www}"\n{more}')
        archive.publish()
        os.chmod(W, 0o755)
        port = free_port()
        root = www / below
        conf = W / f"nginx-{port}.conf"
        conf.write_text(f"""user root; daemon off; pid {W}/nginx-{port}.pid; error_log {W}/nginx-{port}.log; worker_processes 1;
events {{}} http {{ access_log off; types {{ text/html html; }} keepalive_requests 100000;
server {{ listen 127.0.0.1:{port}; root {root}; error_page 404 /404.html;
  location /archive/2015/ {{ alias {root}/; error_page 404 /archive/2015/404.html; }} }} }}""")
        if os.getuid() != 0:
            conf.write_text(conf.read_text().replace("user root; ", ""))
        start(nginx, "-c", conf)
        if not check(wait_for(port), "nginx does not answer"):
            return
        stop, counts = threading.Event(), {"requests": 0, "pages": 0, "missing": 0, "gone": 0}
        readers = [threading.Thread(target=reader, args=(f"http://127.0.0.1:{port}{at}", stop, counts, seed)) for seed, at in enumerate(("/", "/archive/2015/"))]
        for thread in readers:
            thread.start()
        for number in range(publishes):
            change(archive, number)
            published = archive.publish("--max-delete", "1000")
            check(published["sent"] >= 0, "a publish failed")
        stop.set()
        for thread in readers:
            thread.join()
        check(counts["missing"] == 0 and counts["requests"] > 1000, f"nginx, {name}: {counts}")
        say(f"nginx, {name}: {publishes} publishes, {counts['requests']} requests for linked files from {counts['pages']} pages at / and /archive/2015/: "
            f"{counts['missing']} answered 404; {counts['gone']} more led to what had been removed since the page was read")


def change(archive, number):
    """An article comes, another goes, one is edited."""
    articles = archive.root / "content/articles"
    text = lambda n, other: (f'---\ntitle: "Ferry notice {n}"\ndate: "2031-02-{n % 28 + 1:02}"\ntags: ["ferries {n % 3}", "border management"]\n'
                             f'organisations: ["Ferry Board {n % 4}", "International Organization for Migration"]\nplaces: ["Thailand"]\n---\n\nNotice {n}. See [another]({other}.md).\n')
    (articles / f"ferry-{number}.md").write_text(text(number, f"ferry-{number}b"))
    (articles / f"ferry-{number}b.md").write_text(text(number + 7, f"ferry-{number}"))
    for old in (f"ferry-{number - 3}.md", f"ferry-{number - 3}b.md"):
        (articles / old).unlink(missing_ok=True)
    archive.edit(f"Edit {number}.")


def reader(base, stop, counts, seed):
    import random
    choose = random.Random(seed)
    attribute = re.compile(rb'(?:href|src)="([^"#]*)')

    def get(url):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, b""

    def links(url, page):
        found = {urllib.parse.urljoin(url, link.decode().replace("&amp;", "&").replace("&#x2F;", "/")) for link in attribute.findall(page) if link}
        return sorted(link for link in found if link.startswith(base))

    at = urllib.parse.urljoin(base, "index.html")
    while not stop.is_set():
        status, page = get(at)
        if status != 200:
            at = urllib.parse.urljoin(base, "index.html")
            continue
        counts["pages"] += 1
        all_links = links(at, page)
        chosen = choose.sample(all_links, min(25, len(all_links)))
        pages = [link for link in chosen if link.endswith(".html")]
        for link in chosen:
            counts["requests"] += 1
            if get(link)[0] == 404:
                # Whether the page still leads there: else it was removed between reading the page and following its link.
                status, now = get(at)
                still = status == 200 and link in links(at, now) and get(link)[0] == 404
                counts["missing" if still else "gone"] += 1
        at = choose.choice(pages) if pages and choose.random() < 0.8 else urllib.parse.urljoin(base, "index.html")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        for part in PARTS or ["folder", "ssh", "sftp", "git", "s3", "nginx"]:
            globals()[f"part_{part}"]()
    finally:
        for process in processes:
            process.terminate()
        if not os.environ.get("KEEP"):
            shutil.rmtree(W, ignore_errors=True)
    say(f"{len(failures)} wrong")
    sys.exit(1 if failures else 0)
