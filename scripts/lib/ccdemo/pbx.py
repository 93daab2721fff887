# SPDX-License-Identifier: GPL-3.0-or-later
"""The private Asterisk: its configuration (the samples of etc/asterisk with the demo's ports and phones around them), its
start, and its command line."""
import shutil

from . import audio, conf, fill, team
from .ami import Ami
from .asterisk_tree import AsteriskTree
from .context import Context
from .place import BUILD, CHECKOUT
from .ports import accepts
from .processes import wait_until

NAME = "asterisk"
MANAGER_USER = "asterccdaemon"  # of the sample manager.conf
RECORDER_USER = "asterccrecorder"
WEB_USER = "astercrm"
DIALER_USER = "asterccdialer"
MESSAGE = "nobody-free"  # the sound for persons no agent is free for
_SAMPLES = CHECKOUT / "etc/asterisk"
_COPIED = ("extensions_astercc.conf", "queues_astercc.conf", "cdr.conf", "cdr_custom.conf")
# Modules look for these even when there is nothing to say.
_EMPTY = ("udptl", "pjproject", "pjsip_notify", "queuerules", "acl", "ccss", "confbridge", "cli_aliases", "cel", "amd")
# Only what calls need: autoload would take 15 s and 200 MB, and open ports. Order does not matter.
_MODULES = """
  res_timing_timerfd res_crypto res_musiconhold res_rtp_asterisk res_manager_devicestate res_limit pbx_config
  app_dial app_playback app_queue app_mixmonitor app_chanspy app_amd app_verbose app_stack app_exec app_userevent app_cdr
  app_channelredirect app_softhangup app_originate app_senddtmf app_read app_directed_pickup app_transfer app_playtones
  app_while app_confbridge app_bridgewait app_bridgeaddchan app_echo
  bridge_simple bridge_softmix bridge_native_rtp bridge_holding bridge_builtin_features bridge_builtin_interval_features
  res_cdrel_custom cdr_csv cdr_custom
  codec_ulaw codec_alaw codec_a_mu codec_gsm codec_resample format_gsm format_wav format_wav_gsm format_pcm format_sln
  func_callerid func_cdr func_channel func_config func_cut func_db func_devstate func_dialplan func_env func_extstate
  func_global func_groupcount func_hangupcause func_logic func_math func_module func_periodic_hook func_rand func_strings
  func_sprintf func_timeout func_uri func_version func_volume func_base64 func_md5
  res_sorcery_astdb res_sorcery_config res_sorcery_memory res_sorcery_realtime res_pjproject res_pjsip res_pjsip_session
  res_pjsip_acl res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest res_pjsip_caller_id
  res_pjsip_diversion res_pjsip_dtmf_info res_pjsip_dlg_options res_pjsip_endpoint_identifier_ip
  res_pjsip_endpoint_identifier_user res_pjsip_registrar res_pjsip_outbound_registration res_pjsip_sdp_rtp
  res_pjsip_rfc3326 res_pjsip_nat res_pjsip_path res_pjsip_refer res_pjsip_pubsub res_pjsip_exten_state
  res_pjsip_pidf_body_generator res_pjsip_header_funcs res_pjsip_notify res_mutestream res_pjsip_outbound_publish chan_pjsip
  chan_bridge_media func_pjsip_aor func_pjsip_contact func_pjsip_endpoint
""".split()


class Pbx:
    def __init__(self, context: Context):
        self._context = context
        self._processes = context.processes
        place = context.place
        # One tree for all demos of the checkout, unless it lies where the worker cannot go.
        home = place.root if context.worker.closed_folder(BUILD) else BUILD
        self.tree = AsteriskTree(home / "asterisk-22")
        self._etc = place.etc / "asterisk"
        self._pbx = place.pbx
        self._data = place.pbx / "data"
        self._run = place.run / "asterisk"
        self.log = place.log / "asterisk"
        self.cdr_file = place.cdr_file
        self.monitor = place.pbx / "spool/monitor"

    def write_files(self) -> None:
        for folder in (
            self._etc,
            self._run,
            self._pbx / "lib/keys",
            self._pbx / "moh",
            self.monitor,
            self._pbx / "spool/tmp",
            self.log / "cdr-csv",
            self.log / "cdr-custom",
        ):
            folder.mkdir(parents=True, exist_ok=True)
        values = self._values()
        for name in fill.names("asterisk"):
            (self._etc / name).write_text(fill.fill(f"asterisk/{name}", **values), encoding="utf-8")
        (self._etc / "manager.conf").write_text(self._manager(), encoding="utf-8")
        for name in _COPIED:
            shutil.copyfile(_SAMPLES / name, self._etc / name)
        for name in _EMPTY:
            (self._etc / f"{name}.conf").touch()
        present = [m for m in _MODULES if (self.tree.modules / f"{m}.so").exists()]
        (self._etc / "modules.conf").write_text(
            "[modules]\nautoload = no\n" + "".join(f"load = {m}.so\n" for m in present), encoding="ascii"
        )
        audio.write_hold_music(self._pbx / "moh/hold.wav")
        audio.write_tone(self._pbx / "tone.ul")
        audio.write_beep(self._pbx / "beep.wav")
        audio.write_voices(self._pbx)
        self._write_data()

    def _write_data(self) -> None:
        """Asterisk's own data, with our sounds in place of its."""
        sounds = self._data / "sounds/en"
        sounds.mkdir(parents=True, exist_ok=True)
        for part in self.tree.data.iterdir():
            link = self._data / part.name
            if not link.exists():
                link.symlink_to(part)
        audio.write_regret(sounds / f"{MESSAGE}.wav")

    def _values(self) -> dict:
        port = self._context.port
        return {
            "ETC": self._etc,
            "PBX": self._pbx,
            "RUN": self._run,
            "LOG": self.log,
            "MODULES": self.tree.modules,
            "DATA": self._data,
            "SBIN": self.tree.program.parent,
            "SIP_PORT": port("sip"),
            "CARRIER_PORT": port("carrier"),
            "RTP_FIRST": port("rtp"),
            "RTP_LAST": port("rtp") + 399,
            "PHONES": self._phones(),
        }

    def _phones(self) -> str:
        entry = (
            "[{0}](phone)\nauth = {0}\naors = {0}\ncallerid = {1} <{0}>\n[{0}](phone-auth)\nusername = {0}\n"
            "password = {2}\n[{0}](phone-aor)\n"
        )
        return "\n".join(entry.format(m.extension, m.full_name, self._context.secret("sip")) for m in team.PHONES)

    def _manager(self) -> str:
        """The sample, with the demo's own user behind it: what astercc may do here is what the sample grants."""
        local = {"port": self._context.port("ami"), "bindaddr": "127.0.0.1"}
        user = self._context.state["asterisk"]["user"]
        sample = conf.derive(
            "asterisk/manager.conf",
            {
                "general": local,
                user: {"secret": self._context.state["asterisk"]["secret"]},
                RECORDER_USER: {"secret": self._context.secret("ami_recorder")},
                DIALER_USER: {"secret": self._context.secret("ami_dialer")},
                WEB_USER: {
                    "secret": self._context.secret("ami_web"),
                    "write": "call,originate,reporting,system",  # mute, answer and hold are shown, too
                },
            },
        )
        return sample + fill.fill("manager_demo.conf", SECRET=self._context.secret("ami_demo"))

    def start(self) -> None:
        child = self._processes.start(NAME, self._command("-f", "-n"))
        alive = lambda: self._processes.require_alive(NAME, child)
        wait_until(lambda: accepts(self._context.port("ami")), 30, "the manager port of Asterisk", alive)
        self.ask("core waitfullybooted")

    def ask(self, command: str) -> str:
        """What Asterisk's console answers."""
        return self._processes.run(self._command("-rx", command), timeout=30).stdout

    def unregistered_phones(self) -> list[str]:
        contacts = self.ask("pjsip show contacts")
        return [m.extension for m in team.PHONES if f"{m.extension}/sip:" not in contacts]

    def calls_under_way(self) -> str:
        return next((line for line in self.ask("core show channels count").splitlines() if "call" in line), "")

    def has_session(self, user: str) -> bool:
        """Whether somebody is logged in to the manager as that user."""
        return any(line.split()[:1] == [user] for line in self.ask("manager show connected").splitlines())

    def manager(self) -> Ami:
        """A session of the demo's own manager user."""
        return Ami(self._context.port("ami"), "demo", self._context.secret("ami_demo"))

    def _command(self, *arguments: str) -> list[str]:
        return self.tree.command(self._etc / "asterisk.conf", *arguments)
