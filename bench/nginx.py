"""nginx serving one file of a page's size: what this machine can serve at best over HTTP."""

import shutil
import subprocess

from server import Load, Server

CONFIGURATION = """
worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


class Nginx(Server):
    name = "nginx"

    def __init__(self, folder, page_bytes):
        super().__init__(folder)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "page.html").write_bytes(b"x" * page_bytes)
        (folder / "nginx.conf").write_text("user root;" + CONFIGURATION.format(folder=folder, port=self.port))

    def version(self):
        return subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr.strip().split("/")[-1]

    def command(self):
        return ["nginx", "-c", str(self.folder / "nginx.conf")]

    def ready_path(self):
        return "/page.html"

    def file(self):
        return Load(self.head("GET", "/page.html"), must_hold="xxx")
