# ruff: noqa: N802, N815 - these are the names that the library has
"""The part of pjsua2 2.15 that this project uses, written by hand from its behaviour.

Only `softphone.engine` imports it. Vectors of the library are views: keep what they were taken from.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")

class Error(Exception):
    status: int
    title: str
    reason: str
    def info(self, multi_line: bool = False) -> str: ...

class _Vector(Generic[_T]):
    def __iter__(self) -> Iterator[_T]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> _T: ...
    def __setitem__(self, index: int, value: _T) -> None: ...
    def append(self, value: _T) -> None: ...
    def clear(self) -> None: ...
    def size(self) -> int: ...

class _SwigPointer:
    def __int__(self) -> int: ...

class ByteVector(_Vector[int]):
    this: _SwigPointer
    def __init__(self, size_or_values: int | bytes | list[int] = ..., value: int = ...) -> None: ...
    def reserve(self, size: int) -> None: ...

PJMEDIA_DIR_DECODING: int
PJMEDIA_DIR_ENCODING: int
PJMEDIA_FILE_NO_LOOP: int
PJMEDIA_FRAME_TYPE_AUDIO: int
PJMEDIA_FRAME_TYPE_NONE: int
PJMEDIA_SRTP_DISABLED: int
PJMEDIA_SRTP_KEYING_SDES: int
PJMEDIA_SRTP_MANDATORY: int
PJMEDIA_SRTP_OPTIONAL: int
PJMEDIA_TYPE_AUDIO: int
PJSIP_EVENT_RX_MSG: int
PJSIP_SC_OK: int
PJSIP_SC_FORBIDDEN: int
PJSUA_BUDDY_STATUS_ONLINE: int
PJRPID_ACTIVITY_UNKNOWN: int
PJRPID_ACTIVITY_AWAY: int
PJRPID_ACTIVITY_BUSY: int
PJSIP_EVENT_TSX_STATE: int
PJSIP_INV_STATE_CONFIRMED: int
PJSIP_INV_STATE_CONNECTING: int
PJSIP_INV_STATE_DISCONNECTED: int
PJSIP_ROLE_UAC: int
PJSIP_ROLE_UAS: int
PJSIP_TP_STATE_CONNECTED: int
PJSIP_TP_STATE_DESTROY: int
PJSIP_TP_STATE_DISCONNECTED: int
PJ_SSL_CERT_EISSUER_NOT_FOUND: int
PJ_SSL_CERT_EUNTRUSTED: int
PJ_SSL_CERT_EISSUER_MISMATCH: int
PJ_SSL_CERT_EVALIDITY_PERIOD: int
PJ_SSL_CERT_EREVOKED: int
PJ_SSL_CERT_EWEAK_SIGNATURE: int
PJ_SSL_CERT_EIDENTITY_NOT_MATCH: int
PJSIP_TRANSPORT_TCP: int
PJSIP_TRANSPORT_TLS: int
PJSIP_TRANSPORT_UDP: int
PJSIP_TSX_STATE_COMPLETED: int
PJSIP_TSX_STATE_TERMINATED: int
PJSUA_100REL_NOT_USED: int
PJSUA_100REL_OPTIONAL: int
PJSUA_CALL_MEDIA_ACTIVE: int
PJSUA_CALL_MEDIA_NONE: int
PJSUA_CALL_MEDIA_ERROR: int
PJSUA_CALL_MEDIA_LOCAL_HOLD: int
PJSUA_CALL_MEDIA_REMOTE_HOLD: int
PJSUA_CALL_UNHOLD: int
PJSUA_INVALID_ID: int
PJSUA_SIP_TIMER_INACTIVE: int
PJSUA_SIP_TIMER_OPTIONAL: int
PJSUA_STUN_USE_DEFAULT: int
PJSUA_STUN_USE_DISABLED: int
PJ_SSL_CERT_NAME_DNS: int
PJ_SSL_CERT_NAME_IP: int
PJ_TURN_TP_TCP: int
PJ_TURN_TP_TLS: int
PJ_TURN_TP_UDP: int

# Settings.

class LogEntry:
    level: int
    msg: str

class LogWriter:
    def __init__(self) -> None: ...
    def write(self, entry: LogEntry) -> None: ...

class LogConfig:
    level: int
    consoleLevel: int
    msgLogging: int
    decor: int
    writer: LogWriter

class UaConfig:
    maxCalls: int
    threadCnt: int
    mainThreadOnly: bool
    userAgent: str
    natTypeInSdp: int

class MediaConfig:
    clockRate: int
    channelCount: int
    audioFramePtime: int
    hasIoqueue: bool
    threadCnt: int
    noVad: bool
    quality: int
    ecTailLen: int

class EpConfig:
    logConfig: LogConfig
    uaConfig: UaConfig
    medConfig: MediaConfig

class TlsConfig:
    CaListFile: str
    proto: int
    verifyServer: bool
    msecTimeout: int

class TransportConfig:
    port: int
    portRange: int
    boundAddress: str
    publicAddress: str
    tlsConfig: TlsConfig

class StringVector(_Vector[str]):
    def __init__(self, values: tuple[str, ...] = ...) -> None: ...

class AuthCredInfo:
    def __init__(self, scheme: str, realm: str, username: str, data_type: int, data: str) -> None: ...

class AccountRegConfig:
    registrarUri: str
    registerOnAdd: bool
    retryIntervalSec: int
    firstRetryIntervalSec: int
    unregWaitMsec: int
    disableRegOnModify: bool
    randomRetryIntervalSec: int

class AccountSipConfig:
    authCreds: _Vector[AuthCredInfo]
    proxies: StringVector
    transportId: int

class SrtpCrypto:
    name: str

class SrtpOpt:
    cryptos: _Vector[SrtpCrypto]
    keyings: _Vector[int]

class AccountMediaConfig:
    transportConfig: TransportConfig
    srtpUse: int
    srtpSecureSignaling: int
    srtpOpt: SrtpOpt

class AccountCallConfig:
    prackUse: int
    timerUse: int
    timerMinSESec: int
    timerSessExpiresSec: int

class AccountNatConfig:
    iceEnabled: bool
    mediaStunUse: int
    sipStunUse: int
    turnEnabled: bool
    turnServer: str
    turnConnType: int
    turnUserName: str
    turnPasswordType: int
    turnPassword: str
    udpKaIntervalSec: int
    contactRewriteUse: int
    contactRewriteMethod: int
    viaRewriteUse: bool
    sipOutboundUse: int

class AccountPresConfig:
    publishEnabled: bool

class AccountMwiConfig:
    enabled: bool
    expirationSec: int

class PresenceStatus:
    status: int
    statusText: str
    activity: int
    note: str

class AccountIpChangeConfig:
    shutdownTp: bool
    hangupCalls: bool
    reinviteFlags: int
    reinvUseUpdate: int

class IpChangeParam:
    restartListener: bool
    restartLisDelay: int
    shutdownTransport: bool

class AccountConfig:
    priority: int
    ipChangeConfig: AccountIpChangeConfig
    presConfig: AccountPresConfig
    mwiConfig: AccountMwiConfig
    callConfig: AccountCallConfig
    idUri: str
    natConfig: AccountNatConfig
    regConfig: AccountRegConfig
    sipConfig: AccountSipConfig
    mediaConfig: AccountMediaConfig

class SipHeader:
    hName: str
    hValue: str

class SipTxOption:
    targetUri: str
    headers: _Vector[SipHeader]
    contentType: str
    msgBody: str

class SendRequestParam:
    method: str
    txOption: SipTxOption

class CallSendRequestParam:
    method: str
    txOption: SipTxOption

class CallSetting:
    flag: int

class CallOpParam:
    opt: CallSetting
    statusCode: int
    reason: str
    txOption: SipTxOption
    def __init__(self, use_default_call_setting: bool = False) -> None: ...

# What callbacks are given.

class SipRxData:
    wholeMsg: str
    srcAddress: str

class TsxStateEventSrc:
    rdata: SipRxData

class SipTxData:
    wholeMsg: str
    dstAddress: str

class SipTransaction:
    role: int
    state: int
    method: str
    statusCode: int
    statusText: str
    lastTx: SipTxData

class TsxStateEvent:
    prevState: int
    src: TsxStateEventSrc
    tsx: SipTransaction
    type: int

class SipEventBody:
    tsxState: TsxStateEvent

class SipEvent:
    type: int
    body: SipEventBody

class OnCallStateParam:
    e: SipEvent

class OnCallTsxStateParam:
    e: SipEvent

class OnCallMediaStateParam: ...

class SdpSession:
    wholeSdp: str

class OnCallSdpCreatedParam:
    sdp: SdpSession
    remSdp: SdpSession

class OnCallTransferStatusParam:
    statusCode: int
    reason: str
    finalNotify: bool
    cont: bool

class OnCallReplaceRequestParam:
    rdata: SipRxData
    statusCode: int
    reason: str

class OnCallReplacedParam:
    newCallId: int
    newCall: Call

class OnCallTransferRequestParam:
    dstUri: str
    statusCode: int
    newCall: Call

class OnInstantMessageParam:
    contentType: str
    msgBody: str
    rdata: SipRxData

class OnTypingIndicationParam:
    fromUri: str
    isTyping: bool
    rdata: SipRxData

class OnMwiInfoParam:
    rdata: SipRxData

class OnIncomingSubscribeParam:
    code: int
    reason: str
    fromUri: str
    rdata: SipRxData

class OnSendRequestParam:
    e: SipEvent

class OnDtmfDigitParam:
    digit: str

class OnIncomingCallParam:
    callId: int
    rdata: SipRxData

class OnRejectedIncomingCallParam:
    callId: int
    localInfo: str
    remoteInfo: str
    statusCode: int
    reason: str
    rdata: SipRxData

class OnRegStartedParam:
    renew: bool

class OnRegStateParam:
    code: int
    reason: str
    rdata: SipRxData
    expiration: int

class SslCertName:
    type: int
    name: str

class SslCertInfo:
    raw: str
    subjectCn: str
    subjectAltName: _Vector[SslCertName]

class TlsInfo:
    remoteAddr: str
    verifyStatus: int
    protocol: int
    remoteCertInfo: SslCertInfo

class TransportHandle:
    def __int__(self) -> int: ...

class OnTransportStateParam:
    type: str
    state: int
    tlsInfo: TlsInfo
    lastError: int
    hnd: TransportHandle

# What can be asked.

class TransportInfo:
    localName: str

class CodecInfo:
    codecId: str

class CallMediaInfo:
    dir: int
    type: int
    status: int

class MathStat:
    n: int
    last: int

class RtcpStreamStat:
    pkt: int
    loss: int
    discard: int
    updateCount: int
    jitterUsec: MathStat

class RtcpStat:
    rxStat: RtcpStreamStat
    txStat: RtcpStreamStat
    rttUsec: MathStat

class JbufState:
    avgDelayMsec: int

class StreamStat:
    rtcp: RtcpStat
    jbuf: JbufState

class CallInfo:
    callIdString: str
    remOfferer: bool
    state: int
    stateText: str
    lastStatusCode: int
    lastReason: str
    media: _Vector[CallMediaInfo]

class StreamInfo:
    audTxEventPt: int
    codecName: str
    codecClockRate: int

# Sound.

class AudioMedia:
    def startTransmit(self, sink: AudioMedia) -> None: ...
    def stopTransmit(self, sink: AudioMedia) -> None: ...
    def getPortId(self) -> int: ...
    def adjustRxLevel(self, level: float) -> None: ...
    def adjustTxLevel(self, level: float) -> None: ...

class MediaFormatAudio:
    type: int
    clockRate: int
    channelCount: int
    bitsPerSample: int
    frameTimeUsec: int
    avgBps: int
    maxBps: int

class MediaFrame:
    this: _SwigPointer
    type: int
    buf: ByteVector
    size: int

class AudioMediaPort(AudioMedia):
    def __init__(self) -> None: ...
    def createPort(self, name: str, fmt: MediaFormatAudio) -> None: ...
    def onFrameRequested(self, frame: MediaFrame) -> None: ...
    def onFrameReceived(self, frame: MediaFrame) -> None: ...

class AudioMediaPlayer(AudioMedia):
    def createPlayer(self, file_name: str, options: int = 0) -> None: ...

class AudioMediaRecorder(AudioMedia):
    def createRecorder(self, file_name: str) -> None: ...

class ToneDigit:
    digit: str
    on_msec: int
    off_msec: int

class ToneDigitVector(_Vector[ToneDigit]): ...

class ToneGenerator(AudioMedia):
    def isBusy(self) -> bool: ...
    def playDigits(self, digits: ToneDigitVector, loop: bool = False) -> None: ...
    def createToneGenerator(self, clock_rate: int = 16000, channel_count: int = 1) -> None: ...

class AudDevManager:
    def setNullDev(self) -> None: ...
    def setNoDev(self) -> AudioMedia: ...

# The library itself.

class Endpoint:
    def libCreate(self) -> None: ...
    def libInit(self, config: EpConfig) -> None: ...
    def libStart(self) -> None: ...
    def libRegisterThread(self, name: str) -> None: ...
    def libHandleEvents(self, msec_timeout: int) -> int: ...
    def libDestroy(self) -> None: ...
    def hangupAllCalls(self) -> None: ...
    def audDevManager(self) -> AudDevManager: ...
    def codecEnum2(self) -> _Vector[CodecInfo]: ...
    def codecSetPriority(self, codec_id: str, priority: int) -> None: ...
    def transportCreate(self, kind: int, config: TransportConfig) -> int: ...
    def handleIpChange(self, prm: IpChangeParam) -> None: ...
    def natUpdateStunServers(self, servers: StringVector, wait: bool) -> None: ...
    def transportEnum(self) -> _Vector[int]: ...
    def transportGetInfo(self, transport_id: int) -> TransportInfo: ...
    def transportClose(self, transport_id: int) -> None: ...
    def transportShutdown(self, transport: TransportHandle) -> None: ...
    def onRejectedIncomingCall(self, prm: OnRejectedIncomingCallParam) -> None: ...
    def onTransportState(self, prm: OnTransportStateParam) -> None: ...

class Account:
    def __init__(self) -> None: ...
    def create(self, config: AccountConfig, make_default: bool = False) -> None: ...
    def modify(self, config: AccountConfig) -> None: ...
    def shutdown(self) -> None: ...
    def setRegistration(self, renew: bool) -> None: ...
    def getId(self) -> int: ...
    def sendRequest(self, prm: SendRequestParam) -> None: ...
    def onIncomingCall(self, prm: OnIncomingCallParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def setOnlineStatus(self, pres_st: PresenceStatus) -> None: ...
    def onTypingIndication(self, prm: OnTypingIndicationParam) -> None: ...
    def onMwiInfo(self, prm: OnMwiInfoParam) -> None: ...
    def onIncomingSubscribe(self, prm: OnIncomingSubscribeParam) -> None: ...
    def onSendRequest(self, prm: OnSendRequestParam) -> None: ...
    def onRegStarted(self, prm: OnRegStartedParam) -> None: ...
    def onRegState(self, prm: OnRegStateParam) -> None: ...

class Call:
    def __init__(self, account: Account, call_id: int = ...) -> None: ...
    def getInfo(self) -> CallInfo: ...
    def isActive(self) -> bool: ...
    def getStreamStat(self, med_idx: int) -> StreamStat: ...
    def makeCall(self, uri: str, prm: CallOpParam) -> None: ...
    def answer(self, prm: CallOpParam) -> None: ...
    def hangup(self, prm: CallOpParam) -> None: ...
    def setHold(self, prm: CallOpParam) -> None: ...
    def reinvite(self, prm: CallOpParam) -> None: ...
    def xfer(self, dest: str, prm: CallOpParam) -> None: ...
    def xferReplaces(self, dest_call: Call, prm: CallOpParam) -> None: ...
    def sendRequest(self, prm: CallSendRequestParam) -> None: ...
    def dump(self, with_media: bool, indent: str) -> str: ...
    def dialDtmf(self, digits: str) -> None: ...
    def getAudioMedia(self, index: int) -> AudioMedia: ...
    def getStreamInfo(self, index: int) -> StreamInfo: ...
    def onCallState(self, prm: OnCallStateParam) -> None: ...
    def onCallTsxState(self, prm: OnCallTsxStateParam) -> None: ...
    def onCallMediaState(self, prm: OnCallMediaStateParam) -> None: ...
    def onCallTransferRequest(self, prm: OnCallTransferRequestParam) -> None: ...
    def onCallTransferStatus(self, prm: OnCallTransferStatusParam) -> None: ...
    def onCallReplaceRequest(self, prm: OnCallReplaceRequestParam) -> None: ...
    def onCallReplaced(self, prm: OnCallReplacedParam) -> None: ...
    def onCallSdpCreated(self, prm: OnCallSdpCreatedParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def onDtmfDigit(self, prm: OnDtmfDigitParam) -> None: ...
