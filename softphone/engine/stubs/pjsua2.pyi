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

PJMEDIA_FILE_NO_LOOP: int
PJMEDIA_FRAME_TYPE_AUDIO: int
PJMEDIA_FRAME_TYPE_NONE: int
PJMEDIA_TP_PROTO_RTP_SAVP: int
PJMEDIA_TYPE_AUDIO: int
PJSIP_EVENT_RX_MSG: int
PJSIP_EVENT_TSX_STATE: int
PJSIP_INV_STATE_CONFIRMED: int
PJSIP_INV_STATE_CONNECTING: int
PJSIP_INV_STATE_DISCONNECTED: int
PJSIP_TP_STATE_CONNECTED: int
PJSIP_TRANSPORT_TCP: int
PJSIP_TRANSPORT_TLS: int
PJSIP_TRANSPORT_UDP: int
PJSUA_CALL_MEDIA_ACTIVE: int
PJSUA_INVALID_ID: int

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

class AuthCredInfo:
    def __init__(self, scheme: str, realm: str, username: str, data_type: int, data: str) -> None: ...

class AccountRegConfig:
    registrarUri: str
    registerOnAdd: bool
    retryIntervalSec: int
    firstRetryIntervalSec: int
    unregWaitMsec: int

class AccountSipConfig:
    authCreds: _Vector[AuthCredInfo]
    proxies: _Vector[str]
    transportId: int

class AccountMediaConfig:
    transportConfig: TransportConfig

class AccountConfig:
    idUri: str
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

class CallOpParam:
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
    method: str
    statusCode: int
    statusText: str
    lastTx: SipTxData

class TsxStateEvent:
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

class OnCallTransferRequestParam:
    dstUri: str
    statusCode: int
    newCall: Call

class OnInstantMessageParam:
    contentType: str
    msgBody: str
    rdata: SipRxData

class OnSendRequestParam:
    e: SipEvent

class OnDtmfDigitParam:
    digit: str

class OnIncomingCallParam:
    callId: int
    rdata: SipRxData

class OnRegStartedParam:
    renew: bool

class OnRegStateParam:
    code: int
    reason: str
    rdata: SipRxData
    expiration: int

class TlsInfo:
    remoteAddr: str
    verifyStatus: int

class OnTransportStateParam:
    type: str
    state: int
    tlsInfo: TlsInfo

# What can be asked.

class TransportInfo:
    localName: str

class CodecInfo:
    codecId: str

class CallMediaInfo:
    type: int
    status: int

class RtcpStreamStat:
    pkt: int

class RtcpStat:
    rxStat: RtcpStreamStat

class StreamStat:
    rtcp: RtcpStat

class CallInfo:
    callIdString: str
    state: int
    stateText: str
    lastStatusCode: int
    lastReason: str
    media: _Vector[CallMediaInfo]

class StreamInfo:
    proto: int
    codecName: str
    codecClockRate: int

# Sound.

class AudioMedia:
    def startTransmit(self, sink: AudioMedia) -> None: ...
    def stopTransmit(self, sink: AudioMedia) -> None: ...
    def getPortId(self) -> int: ...

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

class ToneGenerator(AudioMedia):
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
    def transportEnum(self) -> _Vector[int]: ...
    def transportGetInfo(self, transport_id: int) -> TransportInfo: ...
    def transportClose(self, transport_id: int) -> None: ...
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
    def dialDtmf(self, digits: str) -> None: ...
    def getAudioMedia(self, index: int) -> AudioMedia: ...
    def getStreamInfo(self, index: int) -> StreamInfo: ...
    def onCallState(self, prm: OnCallStateParam) -> None: ...
    def onCallTsxState(self, prm: OnCallTsxStateParam) -> None: ...
    def onCallMediaState(self, prm: OnCallMediaStateParam) -> None: ...
    def onCallTransferRequest(self, prm: OnCallTransferRequestParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def onDtmfDigit(self, prm: OnDtmfDigitParam) -> None: ...
